// The vocabulary: the properties that facts state and questions read.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_PROPERTIES_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_PROPERTIES_H_

#include <string>
#include <string_view>
#include <vector>

#include "clausebook/v1/question.pb.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// `storage` of `properties/storage.off_platform`.
std::string_view TopicOf(const v1::Property& property);

// Grouped by topic, in the order that they come in.
std::string RenderProperties(const std::vector<v1::Property>& properties,
                             const Style& style);
// As they come, the best first.
std::string RenderFoundProperties(const std::vector<v1::Property>& properties,
                                  const Style& style);
// One property, with those of `questions` that read it.
std::string RenderProperty(const v1::Property& property,
                           const std::vector<v1::Question>& questions,
                           const Style& style);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_PROPERTIES_H_
