#include "service/evidence/documents/worker_result.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "service/base/error.h"
#include "service/base/utf8.h"
#include "service/evidence/segmenter.h"

namespace clausebook::evidence {
namespace {

constexpr std::string_view kMagic = "clausebook-extract 1\n";
constexpr std::size_t kBlockBytes = 13;

enum class Outcome : std::uint8_t { kDocument, kInvalid, kTooLarge };

void PutNumber(std::size_t value, std::string* out) {
  for (int shift = 0; shift < 32; shift += 8) {
    out->push_back(static_cast<char>((value >> shift) & 0xff));
  }
}

void PutString(std::string_view value, std::string* out) {
  PutNumber(value.size(), out);
  out->append(value);
}

// Reads until something is missing; then all further reads give nothing.
class Input {
 public:
  explicit Input(std::string_view bytes) : bytes_(bytes) {}

  std::string_view Bytes(std::size_t count) {
    if (count > bytes_.size()) {
      ok_ = false;
      return {};
    }
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }
  std::size_t Byte() {
    const std::string_view byte = Bytes(1);
    return byte.empty() ? 0 : static_cast<unsigned char>(byte[0]);
  }
  std::size_t Number() {
    std::size_t value = 0;
    int shift = 0;
    for (const char c : Bytes(4)) {
      value |= static_cast<std::size_t>(static_cast<unsigned char>(c)) << shift;
      shift += 8;
    }
    return value;
  }
  std::string String() { return std::string(Bytes(Number())); }

  bool ok() const { return ok_; }
  std::size_t left() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

bool IsPlainText(std::string_view text) {
  return !FindInvalidUtf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n';
  });
}

std::optional<ExtractedDocument> ReadDocument(Input* input) {
  ExtractedDocument document;
  document.text = input->String();
  const std::size_t blocks = input->Number();
  if (blocks > input->left() / kBlockBytes) return std::nullopt;
  for (std::size_t i = 0; i < blocks; ++i) {
    Block block;
    const std::size_t kind = input->Byte();
    if (kind > static_cast<std::size_t>(Block::Kind::kWhole)) return std::nullopt;
    block.kind = static_cast<Block::Kind>(kind);
    block.level = static_cast<int>(input->Number() & 0xff);
    block.span.begin = input->Number();
    block.span.end = input->Number();
    document.blocks.push_back(block);
  }
  const std::size_t notes = input->Number();
  for (std::size_t i = 0; i < notes && input->ok(); ++i) {
    document.notes.push_back(input->String());
  }
  if (!input->ok() || input->left() > 0 || !IsPlainText(document.text) ||
      !CheckBlocks(document.text, document.blocks).ok()) {
    return std::nullopt;
  }
  return std::all_of(document.notes.begin(), document.notes.end(), IsPlainText)
             ? std::make_optional(std::move(document))
             : std::nullopt;
}

std::string DescriptionOf(const absl::Status& status) {
  const auto detail = GetErrorDetail(status);
  if (detail && !detail->violations.empty()) return detail->violations[0].description;
  return std::string(status.message());
}

}  // namespace

std::string EncodeResult(const absl::StatusOr<ExtractedDocument>& result) {
  std::string out(kMagic);
  if (!result.ok()) {
    const bool large = absl::IsResourceExhausted(result.status());
    out.push_back(static_cast<char>(large ? Outcome::kTooLarge : Outcome::kInvalid));
    PutString(DescriptionOf(result.status()), &out);
    return out;
  }
  out.push_back(static_cast<char>(Outcome::kDocument));
  PutString(result->text, &out);
  PutNumber(result->blocks.size(), &out);
  for (const Block& block : result->blocks) {
    out.push_back(static_cast<char>(block.kind));
    PutNumber(static_cast<std::size_t>(block.level), &out);
    PutNumber(block.span.begin, &out);
    PutNumber(block.span.end, &out);
  }
  PutNumber(result->notes.size(), &out);
  for (const std::string& note : result->notes) PutString(note, &out);
  return out;
}

std::optional<absl::StatusOr<ExtractedDocument>> DecodeResult(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  Input input(bytes.substr(kMagic.size()));
  const std::size_t outcome = input.Byte();
  if (!input.ok()) return std::nullopt;
  if (outcome == static_cast<std::size_t>(Outcome::kDocument)) {
    auto document = ReadDocument(&input);
    if (!document) return std::nullopt;
    return absl::StatusOr<ExtractedDocument>(*std::move(document));
  }
  const std::string description = input.String();
  if (!input.ok() || input.left() > 0 || !IsPlainText(description)) return std::nullopt;
  if (outcome == static_cast<std::size_t>(Outcome::kInvalid)) {
    return absl::StatusOr<ExtractedDocument>(InvalidField("document", description));
  }
  if (outcome != static_cast<std::size_t>(Outcome::kTooLarge)) return std::nullopt;
  return absl::StatusOr<ExtractedDocument>(
      MakeError(description, {.reason = Reason::kTooLarge}));
}

}  // namespace clausebook::evidence
