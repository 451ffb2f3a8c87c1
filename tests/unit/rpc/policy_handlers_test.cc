// Policies, revisions and clauses over PolicyHandlers.
#include "service/base/digest.h"
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

constexpr char kPolicy[] = "vendors/acme/policies/privacy";
constexpr char kPolicyText[] =
    "# Storage\n\nWe store nothing.\nWe share n\u00f6thing.\n\n- No ads.\n- No logs.\n";

class PolicyHandlersTest : public HandlerTest {
 protected:
  void SetUp() override {
    AddVendor("acme");
    AddPolicy("vendors/acme", "privacy");
  }
  absl::StatusOr<v1::CreatePolicyRevisionResponse> CreateRevision(
      const std::string& revision) {
    return Call(
        &PolicyHandlers::CreatePolicyRevision,
        std::string("parent: '") + kPolicy + "' policy_revision { " + revision + " }");
  }
};

std::vector<std::string> NamesOf(const v1::ListPoliciesResponse& response) {
  std::vector<std::string> names;
  for (const auto& policy : response.policies()) names.push_back(policy.name());
  return names;
}

std::vector<std::string> DatesOf(const v1::ListPolicyRevisionsResponse& response) {
  std::vector<std::string> dates;
  for (const auto& r : response.policy_revisions()) dates.push_back(r.effective_date());
  return dates;
}

TEST_F(PolicyHandlersTest, PoliciesOfVendorsAndPlatforms) {
  const auto made = Must(Call(&PolicyHandlers::CreatePolicy,
                              "parent: 'platforms/forge' policy_id: 'terms' policy { "
                              "title: 'Terms' uri: 'https://f.example/terms' }"))
                        .policy();
  EXPECT_EQ(made.name(), "platforms/forge/policies/terms");
  EXPECT_EQ(Must(Call(&PolicyHandlers::GetPolicy, "name: '" + made.name() + "'"))
                .policy()
                .SerializeAsString(),
            made.SerializeAsString());
  EXPECT_THAT(
      NamesOf(Must(Call(&PolicyHandlers::ListPolicies, "parent: 'platforms/forge'"))),
      ElementsAre("platforms/forge/policies/terms"));
  AddVendor("beta");
  AddPolicy("vendors/beta", "dpa");
  AddPolicy("vendors/acme", "dpa");
  std::vector<std::string> names;
  v1::ListPoliciesRequest request;
  request.set_parent("vendors/-");
  request.set_page_size(2);
  do {
    const auto page = Must(Call(&PolicyHandlers::ListPolicies, request));
    for (const auto& name : NamesOf(page)) names.push_back(name);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("vendors/acme/policies/dpa", kPolicy,
                                 "vendors/beta/policies/dpa"));
}

TEST_F(PolicyHandlersTest, PolicyFaults) {
  EXPECT_THAT(
      FieldsOf(Call(&PolicyHandlers::CreatePolicy,
                    "parent: 'x' policy_id: 'X' policy { uri: 'mailto:a' } "
                    "request_id: 'x'")),
      ElementsAre("parent", "policy_id", "policy.title", "policy.uri", "request_id"));
  for (const char* parent : {"vendors/nobody", "platforms/nowhere"}) {
    const std::string request = std::string("parent: '") + parent + "' ";
    EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::CreatePolicy,
                            request + "policy_id: 'p' policy { title: 'P' }")),
              "NOT_FOUND");
    EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::ListPolicies, request)), "NOT_FOUND");
  }
  EXPECT_EQ(ResourceOf(Call(&PolicyHandlers::CreatePolicy,
                            "parent: 'vendors/acme' policy_id: 'privacy' "
                            "policy { title: 'P' }")),
            std::string("Policy ") + kPolicy);
  EXPECT_THAT(FieldsOf(Call(&PolicyHandlers::ListPolicies,
                            "parent: '-' page_size: -1 page_token: 'x' known_at { nanos: "
                            "-1 }")),
              UnorderedElementsAre("parent", "page_size", "page_token", "known_at"));
  EXPECT_THAT(FieldsOf(Call(&PolicyHandlers::GetPolicy, "name: 'vendors/acme'")),
              ElementsAre("name"));
  EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::GetPolicy, "name: 'vendors/acme/policies/x'")),
            "NOT_FOUND");
}

TEST_F(PolicyHandlersTest, UpdatePolicy) {
  const std::string then = KnownNow();
  const std::string name = std::string("name: '") + kPolicy + "' ";
  auto policy = Must(Call(&PolicyHandlers::UpdatePolicy,
                          "policy { " + name + "title: 'New' uri: 'https://n.example' }"))
                    .policy();
  EXPECT_EQ(policy.title() + " " + policy.uri(), "New https://n.example");
  policy = Must(Call(&PolicyHandlers::UpdatePolicy,
                     "policy { " + name + " } update_mask { paths: 'uri' }"))
               .policy();
  EXPECT_EQ(policy.title() + " " + policy.uri(), "New ");
  EXPECT_EQ(Must(Call(&PolicyHandlers::GetPolicy, name + then)).policy().title(),
            "Privacy");
  EXPECT_THAT(FieldsOf(Call(&PolicyHandlers::UpdatePolicy,
                            "policy { " + name +
                                " } update_mask { paths: 'title' paths: "
                                "'etag' }")),
              ElementsAre("update_mask", "policy.title"));
  EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::UpdatePolicy,
                          "policy { " + name + "title: 'T' etag: 'old' }")),
            "ETAG_MISMATCH");
  EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::UpdatePolicy,
                          "policy { name: 'vendors/acme/policies/x' title: 'T' }")),
            "NOT_FOUND");
}

TEST_F(PolicyHandlersTest, ARevisionKeepsItsBytesToTheLetter) {
  const std::string text = "We store nothing.\r\nR\u00e9ally \u2014 nothing";
  const std::string name = AddRevision(kPolicy, "2025-03-01", text);
  EXPECT_EQ(name, std::string(kPolicy) + "/revisions/2025-03-01-" +
                      Sha256Hex(text).substr(0, 8));
  const auto read = Must(Call(&PolicyHandlers::GetPolicyRevision, "name: '" + name + "'"))
                        .policy_revision();
  EXPECT_EQ(read.text(), text);
  EXPECT_EQ(read.sha256(), Sha256Hex(text));
  EXPECT_EQ(read.size_bytes(), static_cast<std::int64_t>(text.size()));
  EXPECT_EQ(read.effective_date(), "2025-03-01");
  EXPECT_EQ(read.media_type(), "text/markdown");
  EXPECT_FALSE(read.has_withdraw_time());
  EXPECT_TRUE(read.has_create_time());
}

TEST_F(PolicyHandlersTest, RevisionFaults) {
  EXPECT_THAT(
      FieldsOf(Call(&PolicyHandlers::CreatePolicyRevision,
                    "parent: 'vendors/acme' policy_revision { uri: 'x' media_type: "
                    "'image/png' } request_id: 'x'")),
      ElementsAre("parent", "policy_revision.media_type",
                  "policy_revision.effective_date", "policy_revision.uri",
                  "policy_revision.text", "request_id"));
  for (const char* date :
       {"2025-02-30", "1969-12-31", "10000-01-01", "2025-1-1", "today"}) {
    EXPECT_THAT(
        FieldsOf(CreateRevision(std::string("media_type: 'text/plain' text: 'We.' "
                                            "effective_date: '") +
                                date + "'")),
        ElementsAre("policy_revision.effective_date"))
        << date;
  }
  const std::string fine = "media_type: 'text/plain' effective_date: '2025-01-01' ";
  EXPECT_THAT(FieldsOf(CreateRevision(fine + "text: 'bad \\377 byte'")),
              ElementsAre("policy_revision.text"));
  EXPECT_THAT(
      FieldsOf(CreateRevision(fine + "text: '" + std::string((1 << 20) + 1, 'a') + "'")),
      ElementsAre("policy_revision.text"));
  Must(CreateRevision(fine + "text: 'We store nothing.'"));
  const auto again = CreateRevision(fine + "text: 'We store nothing.'");
  EXPECT_EQ(ReasonOf(again), "ALREADY_EXISTS");
  EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::CreatePolicyRevision,
                          "parent: 'vendors/acme/policies/x' policy_revision { " + fine +
                              "text: 'We.' }")),
            "NOT_FOUND");
  EXPECT_THAT(FieldsOf(Call(&PolicyHandlers::GetPolicyRevision,
                            std::string("name: '") + kPolicy + "'")),
              ElementsAre("name"));
  EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::GetPolicyRevision,
                          std::string("name: '") + kPolicy + "/revisions/2025-01-01-x'")),
            "NOT_FOUND");
}

TEST_F(PolicyHandlersTest, RevisionsAreListedNewestFirstWithoutTexts) {
  for (const char* date : {"2025-02-01", "2024-01-01", "2030-01-01"}) {
    AddRevision(kPolicy, date, kPolicyText);
  }
  std::vector<std::string> dates;
  v1::ListPolicyRevisionsRequest request;
  request.set_parent(kPolicy);
  request.set_page_size(1);
  do {
    const auto page = Must(Call(&PolicyHandlers::ListPolicyRevisions, request));
    ASSERT_EQ(page.policy_revisions_size(), 1);
    EXPECT_EQ(page.policy_revisions(0).text(), "");
    dates.push_back(DatesOf(page)[0]);
    // One that comes between two pages does not move the others.
    if (dates.size() == 1) AddRevision(kPolicy, "2031-01-01", kPolicyText);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(dates, ElementsAre("2030-01-01", "2025-02-01", "2024-01-01"));
  EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::ListPolicyRevisions,
                          "parent: 'vendors/acme/policies/x'")),
            "NOT_FOUND");
  EXPECT_THAT(FieldsOf(Call(&PolicyHandlers::ListPolicyRevisions,
                            "page_size: -1 page_token: '?' known_at { seconds: -1 }")),
              UnorderedElementsAre("parent", "page_size", "page_token", "known_at"));
}

TEST_F(PolicyHandlersTest, AWithdrawnRevisionIsStillKnownForThen) {
  const std::string name = AddRevision(kPolicy, "2025-01-01", kPolicyText);
  const std::string then = KnownNow();
  const auto withdrawn =
      Must(Call(&PolicyHandlers::WithdrawPolicyRevision, "name: '" + name + "'"))
          .policy_revision();
  EXPECT_EQ(withdrawn.name(), name);
  EXPECT_EQ(withdrawn.withdraw_time().seconds(), clock_.Now().micros / 1'000'000);
  const std::string parent = std::string("parent: '") + kPolicy + "' ";
  const auto list = [&](const std::string& more) {
    return DatesOf(Must(Call(&PolicyHandlers::ListPolicyRevisions, parent + more)));
  };
  EXPECT_THAT(list(""), IsEmpty());
  EXPECT_THAT(list("show_withdrawn: true"), ElementsAre("2025-01-01"));
  EXPECT_THAT(list(then), ElementsAre("2025-01-01"));
  EXPECT_EQ(
      ReasonOf(Call(&PolicyHandlers::WithdrawPolicyRevision, "name: '" + name + "'")),
      "NOT_FOUND");
  EXPECT_EQ(Must(Call(&PolicyHandlers::GetPolicyRevision, "name: '" + name + "'"))
                .policy_revision()
                .text(),
            kPolicyText);
  EXPECT_THAT(FieldsOf(Call(&PolicyHandlers::WithdrawPolicyRevision, "request_id: 'x'")),
              ElementsAre("name", "request_id"));
}

TEST_F(PolicyHandlersTest, WhatCarriesFactsStays) {
  const std::string name = AddRevision(kPolicy, "2025-01-01", kPolicyText);
  const auto remove = [&] {
    return Call(&PolicyHandlers::DeletePolicy, std::string("name: '") + kPolicy + "'");
  };
  const auto withdraw = [&] {
    return Call(&PolicyHandlers::WithdrawPolicyRevision, "name: '" + name + "'");
  };
  Must(
      Call(&FactHandlers::CreateFact,
           "parent: 'vendors/acme' fact_id: 'f' fact { scope {} property: "
           "'storage.off_platform' operator: OPERATOR_EQUALS value { bool_value: false } "
           "evidence { clause { quote: 'We store nothing.' revision: '" +
               name + "' } } }"));
  EXPECT_EQ(MetadataOf(remove(), "user"), name);
  EXPECT_EQ(ReasonOf(withdraw()), "STILL_IN_USE");
  EXPECT_EQ(MetadataOf(withdraw(), "user"), "vendors/acme/facts/f");
  Must(Call(&FactHandlers::RetractFact, "name: 'vendors/acme/facts/f'"));
  EXPECT_EQ(ReasonOf(withdraw()), "OK");
  EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::DeletePolicy,
                          std::string("etag: 'old' name: '") + kPolicy + "'")),
            "ETAG_MISMATCH");
  EXPECT_EQ(ReasonOf(remove()), "OK");
  EXPECT_EQ(ReasonOf(remove()), "NOT_FOUND");
  EXPECT_THAT(FieldsOf(Call(&PolicyHandlers::DeletePolicy, "request_id: 'x'")),
              ElementsAre("name", "request_id"));
}

TEST_F(PolicyHandlersTest, EveryClauseIsItsBytesOfTheText) {
  const std::string text = kPolicyText;
  const std::string name = AddRevision(kPolicy, "2025-01-01", text);
  std::vector<std::string> texts;
  v1::ListClausesRequest request;
  request.set_parent(name);
  request.set_page_size(2);
  do {
    const auto page = Must(Call(&PolicyHandlers::ListClauses, request));
    EXPECT_LE(page.clauses_size(), 2);
    for (const auto& clause : page.clauses()) {
      EXPECT_EQ(clause.ordinal(), static_cast<int>(texts.size()));
      EXPECT_EQ(clause.name().find(name + "/clauses/"), 0u);
      const auto begin = static_cast<std::size_t>(clause.byte_begin());
      EXPECT_EQ(text.substr(begin, static_cast<std::size_t>(clause.byte_end()) - begin),
                clause.text());
      if (clause.heading()) {
        EXPECT_THAT(clause.heading_path(), IsEmpty());
      } else {
        EXPECT_THAT(clause.heading_path(), ElementsAre("Storage"));
      }
      texts.push_back(clause.text());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(texts, ElementsAre("Storage", "We store nothing.", "We share n\u00f6thing.",
                                 "No ads.", "No logs."));
  EXPECT_EQ(Must(Call(&PolicyHandlers::GetPolicyRevision, "name: '" + name + "'"))
                .policy_revision()
                .clause_count(),
            5);
  EXPECT_EQ(
      ReasonOf(Call(&PolicyHandlers::ListClauses,
                    std::string("parent: '") + kPolicy + "/revisions/2025-01-01-x'")),
      "NOT_FOUND");
  EXPECT_THAT(
      FieldsOf(Call(&PolicyHandlers::ListClauses, "page_size: -1 page_token: 'x'")),
      UnorderedElementsAre("parent", "page_size", "page_token"));
}

}  // namespace
}  // namespace clausebook::rpc
