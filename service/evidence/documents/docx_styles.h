// What a DOCX file says beside its text: what styles mean, how lists are numbered.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_STYLES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_STYLES_H_

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook::evidence {

// A paragraph's or run's properties as far as they matter, with what its style
// inherits filled in.
struct DocxStyle {
  int heading = 0;        // 1 to 9; 0: text
  bool contents = false;  // an entry of a table of contents
  std::optional<bool> bold;
  std::optional<int> list;      // numId; 0: none
  std::optional<int> depth;     // ilvl, from 0
  bool bold_first_row = false;  // tables
};

class DocxStyles {
 public:
  // `styles` may be null: then there are none.
  explicit DocxStyles(const pugi::xml_document* styles);

  // The style with all that it is based on; nothing special for unknown ids.
  DocxStyle Find(std::string_view id) const;

 private:
  struct Entry {
    DocxStyle style;
    std::string based_on;
  };
  std::map<std::string, Entry, std::less<>> entries_;
};

// What `pPr` or `rPr` say by themselves.
void ReadProperties(const pugi::xml_node& properties, DocxStyle* style);

// Counts the items of all lists. Not thread-safe; one pass over one document.
class DocxNumbering {
 public:
  // `numbering` may be null.
  explicit DocxNumbering(const pugi::xml_document* numbering);

  // The marker of the next item of list `list` at `depth`: `-`, `3.`, `2.1`, or empty
  // for lists without. Lists that are not known have bullets.
  std::string Next(int list, int depth);

 private:
  static constexpr int kDepths = 9;
  struct Level {
    std::string format = "bullet";
    std::string text;
    int start = 1;
  };
  struct List {
    int abstract = -1;
    std::vector<std::pair<int, int>> restarts;  // depth, number
  };

  static Level ReadLevel(const pugi::xml_node& node);
  std::string Marker(const std::vector<Level>& levels, int depth,
                     const std::vector<int>& counts) const;

  std::map<int, std::vector<Level>> abstracts_;
  std::map<int, List> lists_;
  std::map<int, std::vector<int>> counts_;  // of an abstract list, by depth
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_STYLES_H_
