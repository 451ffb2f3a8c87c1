#include "service/package/xml_stream.h"

#include <expat.h>

#include <new>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/package/xml_names.h"

namespace clausebook::package {

const char* XmlTag::Find(std::string_view attribute) const {
  if (attributes == nullptr) return nullptr;
  for (const char* const* at = attributes; *at != nullptr; at += 2) {
    if (LocalName(std::string_view(at[0])) == attribute) return at[1];
  }
  return nullptr;
}

std::string_view XmlTag::Get(std::string_view attribute) const {
  const char* value = Find(attribute);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

// Static members, since the library is C: exceptions must not pass it.
struct XmlStream::Calls {
  static XmlTag TagAt(const XmlStream* stream, const char* name) {
    XmlTag tag;
    tag.whole = name;
    tag.name = LocalName(tag.whole);
    tag.begin = static_cast<std::size_t>(XML_GetCurrentByteIndex(stream->parser_));
    tag.end =
        tag.begin + static_cast<std::size_t>(XML_GetCurrentByteCount(stream->parser_));
    return tag;
  }

  template <typename Call>
  static void Guarded(XmlStream* stream, const Call& call) {
    if (!stream->status_.ok()) return;  // stopped, but told of the tag's end
    try {
      absl::Status status = call();
      if (!status.ok()) stream->Stop(std::move(status));
    } catch (const std::bad_alloc&) {
      stream->Stop(TooLarge(stream->terms_, "needs more memory than there is"));
    }
  }

  static void Start(void* self, const char* name, const char** attributes) {
    auto* stream = static_cast<XmlStream*>(self);
    Guarded(stream, [&] {
      if (++stream->elements_ > stream->terms_.most_nodes ||
          ++stream->depth_ > stream->terms_.most_depth) {
        return TooLarge(stream->terms_,
                        absl::StrCat("has too many or too deeply nested elements in its "
                                     "part ",
                                     stream->part_));
      }
      XmlTag tag = TagAt(stream, name);
      tag.attributes = attributes;
      return stream->handler_->Start(tag);
    });
  }

  static void End(void* self, const char* name) {
    auto* stream = static_cast<XmlStream*>(self);
    --stream->depth_;
    Guarded(stream, [&] { return stream->handler_->End(TagAt(stream, name)); });
  }

  static void Text(void* self, const char* text, int size) {
    auto* stream = static_cast<XmlStream*>(self);
    Guarded(stream, [&] {
      stream->handler_->Text({text, static_cast<std::size_t>(size)});
      return absl::OkStatus();
    });
  }

  static void Declaration(void* self, const char* version, const char* encoding, int) {
    if (version == nullptr || encoding == nullptr) return;
    auto* stream = static_cast<XmlStream*>(self);
    stream->utf8_ = stream->utf8_ && (absl::EqualsIgnoreCase(encoding, "UTF-8") ||
                                      absl::EqualsIgnoreCase(encoding, "US-ASCII"));
  }

  static void Doctype(void* self, const char*, const char*, const char*, int) {
    auto* stream = static_cast<XmlStream*>(self);
    Guarded(stream, [&] {
      return InvalidField(
          stream->terms_.field,
          absl::StrCat("The ", std::string(stream->terms_.noun), "'s part ",
                       stream->part_, " has a DOCTYPE, which the format forbids. ",
                       std::string(stream->terms_.resave)));
    });
  }
};

XmlStream::XmlStream(const Terms& terms, std::string part, XmlHandler* handler)
    : terms_(terms),
      part_(std::move(part)),
      handler_(handler),
      parser_(XML_ParserCreate(nullptr)) {
  if (parser_ == nullptr) throw std::bad_alloc();
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, &Calls::Start, &Calls::End);
  XML_SetCharacterDataHandler(parser_, &Calls::Text);
  XML_SetXmlDeclHandler(parser_, &Calls::Declaration);
  XML_SetStartDoctypeDeclHandler(parser_, &Calls::Doctype);
}

XmlStream::~XmlStream() { XML_ParserFree(parser_); }

void XmlStream::Stop(absl::Status status) {
  status_ = std::move(status);
  XML_StopParser(parser_, XML_FALSE);
}

absl::Status XmlStream::Parse(std::string_view bytes, bool last) {
  if (!status_.ok()) return status_;
  if (!begun_ && !bytes.empty()) {
    begun_ = true;
    const auto first = static_cast<unsigned char>(bytes.front());
    if (first == 0xfe || first == 0xff || first == 0) utf8_ = false;  // UTF-16
  }
  const XML_Status parsed =
      XML_Parse(parser_, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
  if (!status_.ok()) return status_;
  if (parsed == XML_STATUS_OK) return absl::OkStatus();
  if (XML_GetErrorCode(parser_) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
  status_ = Damaged(terms_, absl::StrCat("its part ", part_, " is not XML at byte ",
                                         XML_GetCurrentByteIndex(parser_), "."));
  return status_;
}

absl::Status XmlStream::Feed(std::string_view bytes) {
  constexpr std::size_t kPiece = 1 << 20;  // the library counts in ints
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
    absl::Status status = Parse(bytes.substr(at, kPiece), false);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status XmlStream::Finish() { return Parse({}, true); }

}  // namespace clausebook::package
