# Run with `cmake -P`: writes OUTPUT, a C++ file that defines
# `std::span<const clausebook::EmbeddedFile> FUNCTION()` with the content of FILES
# (a |-separated list of paths relative to ROOT).
string(REPLACE "|" ";" files "${FILES}")
string(REGEX REPLACE "::[^:]*$" "" namespace "${FUNCTION}")
string(REGEX REPLACE "^.*::" "" name "${FUNCTION}")
set(code "// Generated from data files.\n#include <array>\n#include <span>\n\n#include \"service/base/embedded_file.h\"\n\nnamespace ${namespace} {\nnamespace {\n")
set(table "")
set(count 0)
foreach(file IN LISTS files)
  file(READ "${ROOT}/${file}" content HEX)
  # Hex rather than a string literal: bytes are bytes, whatever they spell.
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${content}")
  string(APPEND code "constexpr char kFile${count}[] = {${bytes}'\\0'};\n")
  string(APPEND table "    {\"${file}\", {kFile${count}, sizeof(kFile${count}) - 1}},\n")
  math(EXPR count "${count} + 1")
endforeach()
string(APPEND code "constexpr std::array<clausebook::EmbeddedFile, ${count}> kFiles{{\n${table}}};\n}  // namespace\n\nstd::span<const clausebook::EmbeddedFile> ${name}() { return kFiles; }\n\n}  // namespace ${namespace}\n")
file(WRITE "${OUTPUT}" "${code}")
