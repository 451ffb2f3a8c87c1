// Filled questionnaires, their items and what people decided about them, on the wire; and
// confirmed wordings.
#ifndef CLAUSEBOOK_SERVICE_RPC_CONVERT_RESPONSE_CONVERT_H_
#define CLAUSEBOOK_SERVICE_RPC_CONVERT_RESPONSE_CONVERT_H_

#include "clausebook/v1/questionnaire.pb.h"
#include "clausebook/v1/response.pb.h"
#include "service/questionnaires/responses/summary.h"
#include "storage/model/response.h"

namespace clausebook::rpc {

v1::ResponseStatus ToProto(questionnaires::responses::ItemStatus status);
v1::ResponseSummary ToProto(const questionnaires::responses::Summary& summary);
// With summary and status as they are on the day `today`. One without an id has no name
// and no create_time: it was not recorded.
v1::Response ToProto(const model::Response& response, Date today);
// With status and outgoing texts as they are on the day `today`. Of a response without an
// id the item has no name.
v1::ResponseItem ToProto(const model::ResponseRef& response,
                         const model::ReviewedItem& item, Date today);
v1::ItemReview ToProto(const model::ItemReview& review);
v1::Mapping ToProto(const model::Mapping& mapping);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CONVERT_RESPONSE_CONVERT_H_
