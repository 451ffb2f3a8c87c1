// Facts and their parts on the wire.
#ifndef CLAUSEBOOK_SERVICE_RPC_CONVERT_FACT_CONVERT_H_
#define CLAUSEBOOK_SERVICE_RPC_CONVERT_FACT_CONVERT_H_

#include <optional>
#include <string>
#include <string_view>

#include "clausebook/v1/fact.pb.h"
#include "service/answering/answering.h"
#include "service/rpc/validate.h"
#include "storage/model/fact.h"

namespace clausebook::rpc {

v1::Operator ToProto(model::Operator op);
std::optional<model::Operator> FromProto(v1::Operator op);
v1::Value ToProto(const model::Value& value);
// nullopt if no kind is set. Not checked against any property.
std::optional<model::Value> FromProto(const v1::Value& value);
v1::FactState ToProto(answering::FactState state);
v1::Attestation ToProto(const model::Attestation& attestation);

// Into a repeated field of Qualifier.
template <typename Repeated>
void ToProto(const model::Qualifiers& qualifiers, Repeated* out) {
  for (const auto& [dimension, values] : qualifiers) {
    auto* qualifier = out->Add();
    qualifier->set_dimension(dimension);
    for (const std::string& value : values) qualifier->add_values(value);
  }
}

// `text` is that of the revision that the fact rests on; empty for an attestation.
v1::Fact ToProto(const model::Fact& fact, answering::FactState state,
                 std::string_view text);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CONVERT_FACT_CONVERT_H_
