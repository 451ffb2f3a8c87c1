// Lists a questionnaire file's items as an edition's data begin
// (service/questionnaires/editions/EDITIONS.md):
//
//   edition_items_tool FILE [--texts]
//
// Prints sections with their items' ids and, where the text may not be passed on, the
// digests of the texts' normal forms; with --texts the texts and choices themselves.
// Items without an id are left out, and said on the standard error, as are ids that occur
// with two texts.
#include <cctype>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "service/questionnaires/files/read_questionnaire.h"
#include "service/questionnaires/matching/normalise.h"

namespace clausebook::questionnaires {
namespace {

// Without tags and with the commonest references resolved: VSAQ's texts are HTML.
std::string PlainText(const std::string& text) {
  static const std::pair<const char*, const char*> kReferences[] = {
      {"&mdash;", "\u2014"}, {"&nbsp;", " "},  {"&lt;", "<"},
      {"&gt;", ">"},         {"&quot;", "\""}, {"&amp;", "&"}};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool tag =
        text[i] == '<' && i + 1 < text.size() &&
        (std::isalpha(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '/');
    const std::size_t end = tag ? text.find('>', i) : std::string::npos;
    if (end == std::string::npos) {
      out += text[i];
      continue;
    }
    const char kind = text[i + 1] == '/' ? text[i + 2] : text[i + 1];
    if (std::strchr("plu", kind) != nullptr) out += ' ';  // blocks part words
    i = end;
  }
  for (const auto& [reference, character] : kReferences) {
    for (std::size_t at; (at = out.find(reference)) != std::string::npos;) {
      out.replace(at, std::strlen(reference), character);
    }
  }
  std::string trimmed;
  for (const char c : out) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) trimmed += c;
    if (space && !trimmed.empty() && trimmed.back() != ' ') trimmed += ' ';
  }
  while (!trimmed.empty() && trimmed.back() == ' ') trimmed.pop_back();
  return trimmed;
}

// As a double-quoted YAML scalar on one line.
std::string Quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    const bool control = static_cast<unsigned char>(c) < 0x20;
    if (!control) out += c;
    if (control && out.back() != ' ') out += ' ';
  }
  return out + "\"";
}

void ShowAnswers(const AllowedAnswers& allowed) {
  if (allowed.kind != AllowedAnswers::Kind::kList) return;
  std::string list;
  for (const std::string& value : allowed.values) {
    list += (list.empty() ? "" : ", ") + Quoted(PlainText(value));
  }
  std::printf("        answers: [%s]\n", list.c_str());
}

int ListItems(const std::string& bytes, bool texts) {
  const auto file = ReadQuestionnaire(bytes);
  if (!file.ok()) {
    std::fprintf(stderr, "%s\n", file.status().ToString().c_str());
    return 1;
  }
  std::map<std::string, std::string> digests;
  std::string section = "\n";  // no section is called so
  for (const Item& item : file->items) {
    if (item.id.empty()) {
      std::fprintf(stderr, "no id: %.70s\n", item.question.c_str());
      continue;
    }
    const std::string digest = matching::WordingDigest(item.question);
    const auto [known, added] = digests.emplace(item.id, digest);
    if (!added) {
      if (known->second != digest) {
        std::fprintf(stderr, "two texts: %s\n", item.id.c_str());
      }
      continue;
    }
    if (item.section != section) {
      section = item.section;
      std::printf("  - title: %s\n    items:\n", Quoted(PlainText(section)).c_str());
    }
    if (texts) {
      const std::string plain = PlainText(item.question);
      std::printf("      - id: %s\n        text: %s\n", item.id.c_str(),
                  Quoted(plain).c_str());
      if (matching::WordingDigest(plain) != digest) {
        std::printf("        digest: %s\n", digest.c_str());
      }
      ShowAnswers(*item.allowed);
    } else {
      std::printf("      - {id: %s, digest: %s}\n", item.id.c_str(), digest.c_str());
    }
  }
  return 0;
}

}  // namespace
}  // namespace clausebook::questionnaires

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3 || (argc == 3 && std::strcmp(argv[2], "--texts") != 0)) {
    std::fprintf(stderr, "usage: %s FILE [--texts]\n", argv[0]);
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "%s: cannot be read\n", argv[1]);
    return 2;
  }
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  return clausebook::questionnaires::ListItems(bytes, argc == 3);
}
