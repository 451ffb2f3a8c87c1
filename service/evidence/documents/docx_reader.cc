#include "service/evidence/documents/docx_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/evidence/documents/docx_package.h"

namespace clausebook::evidence {
namespace {

constexpr int kDeepestParts = 128;
constexpr int kListGroup = 1;
constexpr int kNotesGroup = 2;

// Wraps others and adds nothing to read.
bool IsWrapper(std::string_view name) {
  return name == "sdt" || name == "sdtContent" || name == "customXml" || name == "ins" ||
         name == "moveTo" || name == "smartTag" || name == "fldSimple" || name == "dir" ||
         name == "bdo";
}

bool IsDeleted(std::string_view name) { return name == "del" || name == "moveFrom"; }

// A table of contents, as word processors mark theirs.
bool IsContentsControl(const pugi::xml_node& sdt) {
  const auto gallery =
      ValueOf(ChildOf(ChildOf(sdt, "sdtPr"), "docPartObj"), "docPartGallery");
  return gallery == "Table of Contents";
}

}  // namespace

absl::Status DocxReader::Read(const pugi::xml_node& body) {
  ReadBlocks(body, 0);
  ReadNotes();
  if (tracked_) {
    writer_.Note("The document has tracked changes; they were read as accepted.");
  }
  if (!too_deep_) return absl::OkStatus();
  return MakeError(absl::StrCat("The DOCX file nests its parts more than ", kDeepestParts,
                                " deep. Save the policy's text alone."),
                   {.reason = Reason::kTooLarge});
}

bool DocxReader::Deep(int depth) {
  if (depth > kDeepestParts) too_deep_ = true;
  return too_deep_ || writer_.full();
}

void DocxReader::ReadBlocks(const pugi::xml_node& parent, int depth) {
  if (Deep(depth)) return;
  for (const pugi::xml_node child : parent.children()) {
    const std::string_view name = LocalName(child);
    if (name == "p") {
      ReadParagraph(child, depth + 1);
    } else if (name == "tbl") {
      ReadTable(child, depth + 1);
    } else if (IsWrapper(name) && !(name == "sdt" && IsContentsControl(child))) {
      tracked_ = tracked_ || name == "ins" || name == "moveTo";
      ReadBlocks(child, depth + 1);
    }
  }
}

void DocxReader::ReadParagraph(const pugi::xml_node& paragraph, int depth) {
  const auto properties = ChildOf(paragraph, "pPr");
  DocxStyle style = context_.styles->Find(ValueOf(properties, "pStyle"));
  paragraph_bold_ = style.bold.value_or(false);
  // Its `rPr` is about the mark at the paragraph's end only.
  DocxStyle own;
  ReadProperties(properties, &own);
  if (ChildOf(properties, "outlineLvl")) style.heading = own.heading;
  if (own.list) style.list = own.list;
  if (own.depth) style.depth = own.depth;
  const bool contents_before = InContents();
  ReadInlines(paragraph, depth + 1);
  if (style.contents || contents_before) {
    inline_.Take();
  } else {
    EmitParagraph(style);
  }
  for (const pugi::xml_node box : std::exchange(text_boxes_, {})) {
    ReadBlocks(box, depth + 1);
  }
}

void DocxReader::EmitParagraph(const DocxStyle& style) {
  const bool bold = inline_.bold();
  Piece piece{.text = inline_.Take()};
  if (piece.text.empty()) return;
  cell_bold_ = cell_bold_ && bold;
  const bool item = style.list.value_or(0) != 0;
  if (item) piece.marker = numbering_.Next(*style.list, style.depth.value_or(0));
  if (style.heading > 0) {
    piece.kind = Block::Kind::kHeading;
    piece.level = style.heading;
  } else if (!note_marker_.empty()) {
    piece.marker = std::exchange(note_marker_, {});
    piece.group = kNotesGroup;
  } else if (item) {
    piece.indent = std::clamp(style.depth.value_or(0), 0, 8) + 1;
    piece.group = kListGroup;
  } else if (bold && LevelOfBoldLine(piece.text) > 0) {
    piece.kind = Block::Kind::kHeading;
    piece.level = LevelOfBoldLine(piece.text);
  }
  Emit(std::move(piece));
}

void DocxReader::Emit(Piece piece) {
  if (cell_ != nullptr) {
    cell_->push_back(std::move(piece.text));
  } else {
    writer_.Add(piece);
  }
}

void DocxReader::ReadInlines(const pugi::xml_node& parent, int depth) {
  if (Deep(depth)) return;
  for (const pugi::xml_node child : parent.children()) {
    const std::string_view name = LocalName(child);
    if (name == "r") {
      ReadRun(child, depth + 1);
    } else if (name == "hyperlink") {
      ReadHyperlink(child, depth + 1);
    } else if (IsDeleted(name)) {
      tracked_ = true;
    } else if (IsWrapper(name)) {
      tracked_ = tracked_ || name == "ins" || name == "moveTo";
      ReadInlines(child, depth + 1);
    }
  }
}

void DocxReader::ReadRun(const pugi::xml_node& run, int depth) {
  const auto properties = ChildOf(run, "rPr");
  if (IsOn(ChildOf(properties, "vanish"))) return;
  bool bold = paragraph_bold_;
  if (const auto style = ValueOf(properties, "rStyle"); !style.empty()) {
    bold = context_.styles->Find(style).bold.value_or(bold);
  }
  if (const auto direct = ChildOf(properties, "b")) bold = IsOn(direct);
  for (const pugi::xml_node part : run.children()) ReadRunPart(part, bold, depth + 1);
}

void DocxReader::ReadRunPart(const pugi::xml_node& part, bool bold, int depth) {
  const std::string_view name = LocalName(part);
  if (name == "fldChar" || name == "instrText") return ReadFieldPart(part);
  if (!fields_.empty() && !fields_.back().shows) return;  // an instruction's arguments
  if (InContents()) return;
  if (name == "t") {
    inline_.Add(part.child_value(), bold);
  } else if (name == "tab" || name == "ptab") {
    inline_.Space();
  } else if (name == "br" || name == "cr") {
    const std::string_view type = AttributeOf(part, "type");
    type.empty() || type == "textWrapping" ? inline_.Break() : inline_.Space();
  } else if (name == "noBreakHyphen") {
    inline_.Add("-", bold);
  } else if (name == "footnoteReference") {
    ReadNoteMark(part, context_.footnotes);
  } else if (name == "endnoteReference") {
    ReadNoteMark(part, context_.endnotes);
  } else if (name == "drawing" || name == "pict" || name == "object" ||
             name == "AlternateContent") {
    FindTextBoxes(part, depth + 1);
  }
}

void DocxReader::ReadHyperlink(const pugi::xml_node& link, int depth) {
  const std::size_t begin = inline_.text().size();
  ReadInlines(link, depth);
  const auto at = context_.relationships->find(std::string(AttributeOf(link, "id")));
  if (at != context_.relationships->end() && at->second.external) {
    ShowAddress(begin, at->second.target);
  }
}

void DocxReader::ShowAddress(std::size_t begin, std::string_view address) {
  if (begin >= inline_.text().size()) return;
  const std::string shown = ShownAddress(inline_.text().substr(begin), address);
  if (shown.empty()) return;
  inline_.Space();
  inline_.Add(shown, inline_.bold());
}

// begin, instruction, separate, what it shows, end.
void DocxReader::ReadFieldPart(const pugi::xml_node& part) {
  if (LocalName(part) == "instrText") {
    if (!fields_.empty()) fields_.back().instruction += part.child_value();
    return;
  }
  const std::string_view type = AttributeOf(part, "fldCharType");
  if (type == "begin" && fields_.size() < kDeepestParts) fields_.emplace_back();
  if (fields_.empty()) return;
  Field& field = fields_.back();
  if (type == "separate") {
    field.shows = true;
    field.begin = inline_.text().size();
  } else if (type == "end") {
    const std::size_t link = field.instruction.find("HYPERLINK");
    const std::size_t from = field.instruction.find('"', link);
    if (link != std::string::npos && from != std::string::npos && field.shows) {
      const std::size_t to = field.instruction.find('"', from + 1);
      ShowAddress(field.begin, field.instruction.substr(from + 1, to - from - 1));
    }
    fields_.pop_back();
  }
}

bool DocxReader::InContents() const {
  return std::any_of(fields_.begin(), fields_.end(), [](const Field& field) {
    const std::size_t word = field.instruction.find_first_not_of(' ');
    return word != std::string::npos && field.instruction.compare(word, 4, "TOC ") == 0;
  });
}

void DocxReader::ReadNoteMark(const pugi::xml_node& mark,
                              const pugi::xml_document* part) {
  if (part == nullptr) return;
  notes_.push_back({part, std::string(AttributeOf(mark, "id"))});
  inline_.Add(absl::StrCat("[", notes_.size(), "]"), inline_.bold());
}

void DocxReader::ReadNotes() {
  // By index: a note may refer to another.
  for (std::size_t i = 0; i < notes_.size() && !writer_.full(); ++i) {
    const Note note = notes_[i];
    for (const pugi::xml_node node : note.part->document_element().children()) {
      if (AttributeOf(node, "id") != note.id) continue;
      note_marker_ = absl::StrCat("[", i + 1, "]");
      ReadBlocks(node, 0);
    }
    // A note that refers to itself would never end.
    if (notes_.size() > 2000) return;
  }
}

void DocxReader::FindTextBoxes(const pugi::xml_node& node, int depth) {
  if (Deep(depth)) return;
  for (const pugi::xml_node child : node.children()) {
    if (LocalName(child) == "txbxContent") {
      text_boxes_.push_back(child);
    } else if (LocalName(child) != "Fallback") {
      // The fallback says the same again for older programs.
      FindTextBoxes(child, depth + 1);
    }
  }
}

}  // namespace clausebook::evidence
