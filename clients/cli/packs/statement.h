// Answer packs as bytes: in-toto Statements (v1) in signed envelopes.
#ifndef CLAUSEBOOK_CLIENTS_CLI_PACKS_STATEMENT_H_
#define CLAUSEBOOK_CLIENTS_CLI_PACKS_STATEMENT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "clausebook/v1/answer_pack.pb.h"

namespace clausebook::cli {

inline constexpr char kStatementMediaType[] = "application/vnd.in-toto+json";
inline constexpr char kStatementType[] = "https://in-toto.io/Statement/v1";
// A name, and none that anything is fetched from.
inline constexpr char kPackPredicateType[] = "https://clausebook.io/answer-pack/v1";

// A pack's file has at most this many bytes: what reads it has to hold it several times.
inline constexpr std::size_t kMostPackBytes = std::size_t{32} << 20;

// The Statement about the pack: its JSON without white space, keys sorted, so that the
// same pack always has the same bytes. Its subjects are named and digested anew, from the
// texts and the file themselves. FAILED_PRECONDITION if the pack holds no text and no
// file: a Statement has to be about something.
absl::StatusOr<std::string> EncodeStatement(const v1::AnswerPack& pack);

// The pack in a Statement. INVALID_ARGUMENT, saying what is wrong, for anything else than
// the bytes that EncodeStatement writes: then the texts and the file have the digests
// that the Statement names, and nothing is in it that is not in the pack.
absl::StatusOr<v1::AnswerPack> DecodeStatement(std::string_view payload);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_PACKS_STATEMENT_H_
