// An edited clause as the pieces that it is shown in.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_PIECES_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_PIECES_H_

#include <string>
#include <vector>

#include "clausebook/v1/revision_change.pb.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// A part of a clause: kept, removed or added, with the white space behind it.
struct Piece {
  v1::WordRunKind kind = v1::WORD_RUN_KIND_KEPT;
  std::string text;
};

// The clause of a change, piece by piece; one piece for what is not edited. Where a
// removed piece would touch another, a space stands between them. Ranges that do not lie
// in their clause give empty pieces.
std::vector<Piece> PiecesOf(const v1::ClauseChange& change);

// The pieces as lines of at most `width` columns, in the colours of what became of them;
// with `marks`, changed ones stand in `[-…-]` and `{+…+}`.
std::vector<std::string> WrapPieces(const std::vector<Piece>& pieces, int width,
                                    bool marks, const Style& style);

// The clause in the newer revision, or in the only one that has it.
const v1::Clause& ClauseOf(const v1::ClauseChange& change);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_PIECES_H_
