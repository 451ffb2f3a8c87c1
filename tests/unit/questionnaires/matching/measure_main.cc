// clausebook_matching_measure [--list] [--grammar FILE...] -- FOLDER...: how well the
// matching reads the labelled wordings in each folder ("catalogue": the catalogue's own),
// and what more coverage would cost. --list adds what went wrong or was missed; --grammar
// reads these files instead of the grammar that the program was built with.
#include <cstdio>
#include <deque>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "service/base/error.h"
#include "tests/unit/questionnaires/matching/measure.h"

namespace clausebook::questionnaires::matching {
namespace {

struct Arguments {
  bool list = false;
  std::vector<std::string> grammar;
  std::vector<std::string> folders;
};

Arguments ArgumentsOf(int argc, char** argv) {
  Arguments arguments;
  std::vector<std::string>* into = &arguments.folders;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--list") {
      arguments.list = true;
    } else if (word == "--grammar") {
      into = &arguments.grammar;
    } else if (word == "--") {
      into = &arguments.folders;
    } else {
      into->push_back(word);
    }
  }
  return arguments;
}

absl::StatusOr<Grammar> GrammarOf(const Arguments& arguments,
                                  const catalog::Catalog& catalog) {
  if (arguments.grammar.empty()) return EmbeddedGrammar(catalog);
  std::deque<std::string> contents;
  std::vector<GrammarFile> files;
  for (const std::string& path : arguments.grammar) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    contents.push_back(content.str());
    files.push_back({path, contents.back()});
  }
  return LoadGrammar(files, catalog);
}

void PrintRow(const std::string& name, const Tally& tally) {
  std::printf("  %-18s %4d %8.3f %8.3f %8d %8.3f %6d %8.3f\n", name.c_str(),
              tally.in_scope, tally.Coverage(), tally.Precision(), tally.wrong_polarity,
              tally.Top3(), tally.out_of_scope, tally.Accepted());
}

void PrintList(const char* title, const std::vector<std::string>& lines) {
  std::printf("\n  %s (%zu)\n", title, lines.size());
  for (const std::string& line : lines) std::printf("    %s\n", line.c_str());
}

void PrintCurve(const std::vector<LabelledWording>& wordings, const Matcher& matcher) {
  std::printf("\n  words left unexplained: coverage against false matches\n");
  std::printf("  %10s %8s %9s %8s %8s\n", "tolerated", "coverage", "precision",
              "accepted", "polarity");
  for (int tolerance = 0; tolerance <= 4; ++tolerance) {
    const Tally tally = Measure(wordings, matcher, tolerance).all;
    std::printf("  %10d %8.3f %9.3f %8.3f %8d\n", tolerance, tally.Coverage(),
                tally.Precision(), tally.Accepted(), tally.wrong_polarity);
  }
}

int Run(const Arguments& arguments) {
  const auto catalog = catalog::Catalog::Embedded();
  if (!catalog.ok()) return 1;
  auto grammar = GrammarOf(arguments, *catalog);
  if (!grammar.ok()) {
    std::cerr << grammar.status().message() << "\n";
    return 1;
  }
  const auto matcher = Matcher::FromGrammar(*std::move(grammar), *catalog, nullptr);
  for (const std::string& folder : arguments.folders) {
    const bool own = folder == "catalogue";
    auto wordings =
        own ? absl::StatusOr<std::vector<LabelledWording>>(WordingsOf(*catalog))
            : ReadWordings(folder, *catalog);
    if (!wordings.ok()) {
      std::cerr << wordings.status().message() << "\n";
      return 1;
    }
    const Measured measured = Measure(*wordings, *matcher, 0);
    std::printf("\n%s\n  %-18s %4s %8s %8s %8s %8s %6s %8s\n", folder.c_str(), "style",
                "in", "coverage", "precis.", "polarity", "top-3", "out", "accepted");
    for (const auto& [style, tally] : measured.by_style) PrintRow(style, tally);
    PrintRow("all", measured.all);
    std::printf("  fully answered: %d of %d\n", measured.all.whole,
                measured.all.in_scope);
    PrintCurve(*wordings, *matcher);
    if (!arguments.list) continue;
    PrintList("wrong", measured.wrong);
    PrintList("missed", measured.missed);
    PrintList("not among three", measured.unlisted);
  }
  return 0;
}

}  // namespace
}  // namespace clausebook::questionnaires::matching

int main(int argc, char** argv) {
  return clausebook::questionnaires::matching::Run(
      clausebook::questionnaires::matching::ArgumentsOf(argc, argv));
}
