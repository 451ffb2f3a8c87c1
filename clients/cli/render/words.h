// Small pieces of wording that several outputs share.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_WORDS_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_WORDS_H_

#include <google/protobuf/timestamp.pb.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "clausebook/v1/fact.pb.h"

namespace clausebook::cli {

// The last part of a resource name.
std::string_view IdOf(std::string_view name);

// What stands before it, with the slash: `vendors/x/facts/`.
std::string_view CollectionOf(std::string_view name);

// `2026-11-23 18:40:01Z`.
std::string TimeText(const google::protobuf::Timestamp& time);

// `1 fact`, `2 facts`.
std::string Count(std::size_t count, std::string_view singular, std::string_view plural);

// `storage.off_platform is false (data_category: logs)`, as citations word it.
std::string FactText(const v1::Fact& fact);

// `all apps`, `all apps except a, b`, `a, b`.
std::string ScopeText(const v1::Fact& fact);

// `active`, `awaiting review`.
std::string StateText(v1::FactState state);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_WORDS_H_
