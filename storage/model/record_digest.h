// Digests of what records hold, for the audit log: from a digest and the record anybody
// can tell whether the record is still what was written, and from the digest alone
// nobody can tell what it says. All fields that are for good count; 64 hex digits.
#ifndef CLAUSEBOOK_STORAGE_MODEL_RECORD_DIGEST_H_
#define CLAUSEBOOK_STORAGE_MODEL_RECORD_DIGEST_H_

#include <string>
#include <vector>

#include "storage/model/access_token.h"
#include "storage/model/fact.h"
#include "storage/model/resources.h"
#include "storage/model/response.h"

namespace clausebook::model {

std::string RecordDigest(const Vendor& vendor);
std::string RecordDigest(const App& app);
std::string RecordDigest(const Policy& policy);
// Of text and source their digests count. Not whether it was withdrawn.
std::string RecordDigest(const Revision& revision, const std::vector<Clause>& clauses);
// Not whether it was retracted.
std::string RecordDigest(const Fact& fact);
std::string RecordDigest(const Rejection& rejection);
// Not the tallies; of the file its digest.
std::string RecordDigest(const Response& response,
                         const std::vector<ResponseItem>& items);
std::string RecordDigest(const ItemReview& review);
// Not whether it was revoked.
std::string RecordDigest(const Mapping& mapping);
// Not whether it was revoked.
std::string RecordDigest(const AccessToken& token);

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_RECORD_DIGEST_H_
