# Writes the catalogue's files as C++ string literals:
#   cmake -DOUTPUT=out.cc -DBASE=dir "-DFILES=a.yaml;b.yaml" -P embed.cmake
# FILES are relative to BASE; their order stays.
set(content "// Made by embed.cmake out of the catalogue's files.\n")
string(APPEND content "#include \"service/catalog/embedded.h\"\n\n")
string(APPEND content "namespace clausebook::catalog {\n\n")
string(APPEND content "std::vector<CatalogFile> EmbeddedFiles() {\n  return {\n")
foreach(file IN LISTS FILES)
  file(READ "${BASE}/${file}" text)
  if(text MATCHES "[)]cb-yaml\"")
    message(FATAL_ERROR "${BASE}/${file} holds the delimiter )cb-yaml\"")
  endif()
  string(APPEND content "      {\"${file}\", R\"cb-yaml(${text})cb-yaml\"},\n")
endforeach()
string(APPEND content "  };\n}\n\n}  // namespace clausebook::catalog\n")
file(WRITE "${OUTPUT}" "${content}")
