// XML read as a stream: for parts of a hundred megabytes that hold little, and for
// edits in place, since each tag comes with the bytes that it stands on.
#ifndef CLAUSEBOOK_SERVICE_PACKAGE_XML_STREAM_H_
#define CLAUSEBOOK_SERVICE_PACKAGE_XML_STREAM_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "service/package/terms.h"

struct XML_ParserStruct;

namespace clausebook::package {

// A start or end tag. An element without content has one tag that is both: its end has
// begin == end, behind it. Views live as long as the call.
struct XmlTag {
  std::string_view name;                    // local: `c` of `x:c`
  std::string_view whole;                   // as written
  const char* const* attributes = nullptr;  // name, value, …, null; null in end tags
  std::size_t begin = 0;                    // bytes in the part, encoded as it is
  std::size_t end = 0;

  // By local name; null if there is none.
  const char* Find(std::string_view attribute) const;
  // Empty if there is none.
  std::string_view Get(std::string_view attribute) const;
};

// Told of what is found, in order; an error ends the reading.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual absl::Status Start(const XmlTag& tag) = 0;
  virtual absl::Status End(const XmlTag& tag) = 0;
  virtual void Text(std::string_view text) = 0;  // UTF-8; may come in pieces
};

// Not thread-safe; one part. Expands nothing and follows nothing.
class XmlStream {
 public:
  // Keeps pointing to both.
  XmlStream(const Terms& terms, std::string part, XmlHandler* handler);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  // INVALID_ARGUMENT for what is no XML or has a DOCTYPE; RESOURCE_EXHAUSTED for too
  // many or too deeply nested elements; the handler's errors.
  absl::Status Feed(std::string_view bytes);
  absl::Status Finish();

  // Whether the part is encoded so that bytes of UTF-8 may be put into it.
  bool utf8() const { return utf8_; }

 private:
  struct Calls;  // what the library calls

  absl::Status Parse(std::string_view bytes, bool last);
  void Stop(absl::Status status);

  const Terms& terms_;
  std::string part_;
  XmlHandler* handler_;
  XML_ParserStruct* parser_;
  absl::Status status_;
  std::size_t elements_ = 0;
  int depth_ = 0;
  bool utf8_ = true;
  bool begun_ = false;
};

}  // namespace clausebook::package

#endif  // CLAUSEBOOK_SERVICE_PACKAGE_XML_STREAM_H_
