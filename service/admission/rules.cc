#include "service/admission/rules.h"

#include <algorithm>

namespace clausebook::admission {
namespace {

// Looking at a few records.
constexpr int kLook = 1;
// A transaction.
constexpr int kWrite = 5;
// Reasoning about many questions, or reading a document.
constexpr int kHeavy = 10;
// Filling a file, or making one.
constexpr int kFile = 20;

constexpr Rule kRules[] = {
    {"clausebook.v1.AdminService/CreateToken", Permission::kAdminister, Reach::kEveryVendor, kWrite},
    {"clausebook.v1.AdminService/ListTokens", Permission::kAdminister, Reach::kEveryVendor, kLook},
    {"clausebook.v1.AdminService/RevokeToken", Permission::kAdminister, Reach::kEveryVendor, kWrite},
    {"clausebook.v1.BookService/ApplyBook", Permission::kEdit, Reach::kContent, kHeavy},
    {"clausebook.v1.BookService/ExportBook", Permission::kRead, Reach::kNamed, kHeavy, {{{"publisher", FieldKind::kName}}}},
    {"clausebook.v1.CatalogService/CreateApp", Permission::kEdit, Reach::kNamed, kWrite, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.CatalogService/CreateVendor", Permission::kEdit, Reach::kNamed, kWrite, {{{"vendor_id", FieldKind::kVendorId}}}},
    {"clausebook.v1.CatalogService/DeleteApp", Permission::kEdit, Reach::kNamed, kWrite, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.CatalogService/DeleteVendor", Permission::kEdit, Reach::kNamed, kWrite, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.CatalogService/GetApp", Permission::kRead, Reach::kNamed, kLook, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.CatalogService/GetPlatform", Permission::kRead, Reach::kCatalogue, kLook},
    {"clausebook.v1.CatalogService/GetVendor", Permission::kRead, Reach::kNamed, kLook, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.CatalogService/ListApps", Permission::kRead, Reach::kNamed, kLook, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.CatalogService/ListPlatforms", Permission::kRead, Reach::kCatalogue, kLook},
    {"clausebook.v1.CatalogService/ListVendors", Permission::kRead, Reach::kEveryVendor, kLook},
    {"clausebook.v1.CatalogService/UpdateApp", Permission::kEdit, Reach::kNamed, kWrite, {{{"app.name", FieldKind::kName}}}},
    {"clausebook.v1.CatalogService/UpdateVendor", Permission::kEdit, Reach::kNamed, kWrite, {{{"vendor.name", FieldKind::kName}}}},
    {"clausebook.v1.CheckService/CheckApps", Permission::kRead, Reach::kNamed, kHeavy, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.FactService/CreateFact", Permission::kEdit, Reach::kNamed, kWrite, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.FactService/GetFact", Permission::kRead, Reach::kNamed, kLook, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.FactService/ListFactEvents", Permission::kRead, Reach::kNamed, kLook, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.FactService/ListFacts", Permission::kRead, Reach::kNamed, kLook, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.FactService/RetractFact", Permission::kEdit, Reach::kNamed, kWrite, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/ComparePolicyRevisions", Permission::kRead, Reach::kNamed, kHeavy, {{{"old_revision", FieldKind::kName}, {"new_revision", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/CreatePolicy", Permission::kEdit, Reach::kNamed, kWrite, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/CreatePolicyRevision", Permission::kEdit, Reach::kNamed, kHeavy, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/DeletePolicy", Permission::kEdit, Reach::kNamed, kWrite, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/GetPolicy", Permission::kRead, Reach::kNamed, kLook, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/GetPolicyRevision", Permission::kRead, Reach::kNamed, kLook, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/ListClauses", Permission::kRead, Reach::kNamed, kLook, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/ListPolicies", Permission::kRead, Reach::kNamed, kLook, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/ListPolicyRevisions", Permission::kRead, Reach::kNamed, kLook, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/PreviewPolicyRevision", Permission::kRead, Reach::kNamed, kHeavy, {{{"parent", FieldKind::kOwnName}}}},
    {"clausebook.v1.PolicyService/UpdatePolicy", Permission::kEdit, Reach::kNamed, kWrite, {{{"policy.name", FieldKind::kName}}}},
    {"clausebook.v1.PolicyService/WithdrawPolicyRevision", Permission::kEdit, Reach::kNamed, kWrite, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.QueryService/Ask", Permission::kRead, Reach::kNamed, kLook, {{{"app", FieldKind::kName}}}},
    {"clausebook.v1.QueryService/BatchAsk", Permission::kRead, Reach::kNamed, kHeavy, {{{"apps", FieldKind::kName}}}},
    {"clausebook.v1.QueryService/ListAnswers", Permission::kRead, Reach::kNamed, kHeavy, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.QuestionService/GetProperty", Permission::kRead, Reach::kCatalogue, kLook},
    {"clausebook.v1.QuestionService/GetQuestion", Permission::kRead, Reach::kCatalogue, kLook},
    {"clausebook.v1.QuestionService/ListProperties", Permission::kRead, Reach::kCatalogue, kLook},
    {"clausebook.v1.QuestionService/ListQuestions", Permission::kRead, Reach::kCatalogue, kLook},
    {"clausebook.v1.QuestionnaireService/ComparePayload", Permission::kRead, Reach::kNamed, kHeavy, {{{"app", FieldKind::kName}}}},
    {"clausebook.v1.QuestionnaireService/CreateMapping", Permission::kReview, Reach::kNamed, kWrite, {{{"parent", FieldKind::kName}}}, "mapping.confirmed_by"},
    {"clausebook.v1.QuestionnaireService/FillQuestionnaire", Permission::kEdit, Reach::kNamed, kFile, {{{"options.app", FieldKind::kOptional}}}, "options.creator"},
    {"clausebook.v1.QuestionnaireService/GetQuestionnaire", Permission::kRead, Reach::kCatalogue, kLook},
    {"clausebook.v1.QuestionnaireService/ListMappings", Permission::kRead, Reach::kNamed, kLook, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.QuestionnaireService/ListQuestionnaires", Permission::kRead, Reach::kCatalogue, kLook},
    {"clausebook.v1.QuestionnaireService/MatchQuestions", Permission::kRead, Reach::kNamed, kHeavy, {{{"parent", FieldKind::kOptional}}}},
    {"clausebook.v1.QuestionnaireService/RevokeMapping", Permission::kReview, Reach::kNamed, kWrite, {{{"name", FieldKind::kName}}}, "revoked_by"},
    {"clausebook.v1.ReportService/RenderAppMatrix", Permission::kRead, Reach::kNamed, kHeavy, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.ReportService/RenderAppReport", Permission::kRead, Reach::kNamed, kHeavy, {{{"app", FieldKind::kName}}}},
    {"clausebook.v1.ResponseService/CompareResponse", Permission::kRead, Reach::kNamed, kHeavy, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.ResponseService/ExportResponse", Permission::kRead, Reach::kNamed, kFile, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.ResponseService/GetResponse", Permission::kRead, Reach::kNamed, kLook, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.ResponseService/ListResponseItems", Permission::kRead, Reach::kNamed, kLook, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.ResponseService/ListResponses", Permission::kRead, Reach::kNamed, kLook, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.ResponseService/ReviewResponseItems", Permission::kReview, Reach::kNamed, kWrite, {{{"name", FieldKind::kName}}}, "reviewer"},
    {"clausebook.v1.ReviewService/GetSuggestion", Permission::kRead, Reach::kNamed, kHeavy, {{{"name", FieldKind::kName}}}},
    {"clausebook.v1.ReviewService/ListRejections", Permission::kRead, Reach::kNamed, kLook, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.ReviewService/ListReviewItems", Permission::kRead, Reach::kNamed, kHeavy, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.ReviewService/ListSuggestions", Permission::kRead, Reach::kNamed, kHeavy, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.ReviewService/ListUnreadClauses", Permission::kRead, Reach::kNamed, kHeavy, {{{"parent", FieldKind::kName}}}},
    {"clausebook.v1.ReviewService/RecordDecisions", Permission::kReview, Reach::kNamed, kWrite, {{{"parent", FieldKind::kName}}}, "reviewer"},
    {"clausebook.v1.ReviewService/SuggestFacts", Permission::kRead, Reach::kNamed, kHeavy, {{{"parent", FieldKind::kOptional}}}},
};

constexpr bool Ordered() {
  for (std::size_t i = 1; i < std::size(kRules); ++i) {
    if (kRules[i - 1].method >= kRules[i].method) return false;
  }
  return true;
}
static_assert(Ordered());

}  // namespace

std::span<const Rule> Rules() { return kRules; }

const Rule* FindRule(std::string_view method) {
  const auto* found =
      std::lower_bound(std::begin(kRules), std::end(kRules), method,
                       [](const Rule& rule, std::string_view m) { return rule.method < m; });
  return found != std::end(kRules) && found->method == method ? found : nullptr;
}

}  // namespace clausebook::admission
