// FactHandlers::CreateFact: what a fact may say, and that its quote is in the text.
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

constexpr char kFactText[] =
    "# Storage\n\nWe store nothing. We never share data.\n\n# Sharing\n\nWe never share "
    "data. C\u00e9st tout.\n";

class CreateFactTest : public HandlerTest {
 protected:
  void SetUp() override {
    AddVendor("acme");
    AddVendor("beta");
    AddApp("acme", "one");
    AddApp("acme", "two");
    AddApp("beta", "other");
    AddPolicy("vendors/acme", "privacy");
    AddPolicy("vendors/beta", "privacy");
    revision_ = AddRevision("vendors/acme/policies/privacy", "2025-01-01", kFactText);
    foreign_ = AddRevision("vendors/beta/policies/privacy", "2025-01-01", kFactText);
  }

  // A fact of acme with this fact body besides a good attestation.
  absl::StatusOr<v1::CreateFactResponse> Create(const std::string& body) {
    return Call(&FactHandlers::CreateFact, "parent: 'vendors/acme' fact_id: 'f" +
                                               std::to_string(++count_) + "' fact { " +
                                               body + " }");
  }
  absl::StatusOr<v1::CreateFactResponse> Quote(const std::string& clause) {
    return Create(std::string(kScope) + kClaim + "evidence { clause { revision: '" +
                  revision_ + "' " + clause + " } }");
  }

  static constexpr char kScope[] = "scope {} ";
  static constexpr char kClaim[] =
      "property: 'storage.off_platform' operator: OPERATOR_EQUALS value { bool_value: "
      "false } ";
  static constexpr char kSaid[] =
      "evidence { attestation { attester: 'Ada' date: '2025-01-01' statement: 'So.' } } ";
  std::string revision_;
  std::string foreign_;
  int count_ = 0;
};

TEST_F(CreateFactTest, IsReadBackWithWhatTheServiceAdds) {
  const auto made =
      Must(Call(&FactHandlers::CreateFact,
                "parent: 'vendors/acme' fact_id: 'off' fact { scope { apps: "
                "'vendors/acme/apps/two' apps: 'vendors/acme/apps/one' } "
                "property: 'storage.off_platform' operator: OPERATOR_EQUALS value { "
                "bool_value: false } qualifiers { dimension: 'data_category' values: "
                "'configuration' } caveat: 'Unless asked.' valid_from: '2025-02-01' "
                "valid_until: '2030-01-01' evidence { clause { revision: '" +
                    revision_ + "' quote: 'We store nothing.' } } }"))
          .fact();
  EXPECT_EQ(made.name(), "vendors/acme/facts/off");
  EXPECT_THAT(made.scope().apps(),
              ElementsAre("vendors/acme/apps/one", "vendors/acme/apps/two"));
  EXPECT_EQ(made.operator_(), v1::OPERATOR_EQUALS);
  EXPECT_TRUE(made.value().has_bool_value());
  ASSERT_EQ(made.qualifiers_size(), 1);
  EXPECT_THAT(made.qualifiers(0).values(), ElementsAre("configuration"));
  EXPECT_EQ(made.caveat(), "Unless asked.");
  EXPECT_EQ(made.valid_from() + " " + made.valid_until(), "2025-02-01 2030-01-01");
  EXPECT_EQ(made.state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(made.generation(), 1);
  EXPECT_TRUE(made.has_create_time());
  const auto& clause = made.evidence().clause();
  EXPECT_EQ(std::string(kFactText).substr(static_cast<std::size_t>(clause.byte_begin()), 17),
            "We store nothing.");
  EXPECT_EQ(clause.byte_end() - clause.byte_begin(), 17);
  EXPECT_EQ(clause.quote(), "We store nothing.");
  EXPECT_EQ(clause.clause().find(revision_ + "/clauses/"), 0u);
  EXPECT_EQ(Must(Call(&FactHandlers::GetFact, "name: 'vendors/acme/facts/off'"))
                .fact()
                .SerializeAsString(),
            made.SerializeAsString());
}

TEST_F(CreateFactTest, ValuesComeBackInTheirCanonicalForm) {
  const auto set =
      Must(Create(std::string(kScope) + kSaid +
                  "property: 'subprocessors.list' operator: OPERATOR_EXACTLY value { "
                  "set_value { members: 'sentry' members: 'aws' members: 'sentry' } }"));
  EXPECT_THAT(set.fact().value().set_value().members(), ElementsAre("aws", "sentry"));
  const auto none = Must(Create(std::string(kScope) + kSaid +
                                "property: 'subprocessors.list' operator: "
                                "OPERATOR_EXACTLY value { set_value {} }"));
  EXPECT_TRUE(none.fact().value().has_set_value());
  const auto duration =
      Must(Create(std::string(kScope) + kSaid +
                  "property: 'retention.after_uninstall' operator: OPERATOR_AT_MOST "
                  "value { duration_value: 'P030D' }"));
  EXPECT_EQ(duration.fact().value().duration_value(), "P30D");
  EXPECT_EQ(duration.fact().operator_(), v1::OPERATOR_AT_MOST);
  const auto member = Must(Create(std::string(kScope) + kSaid +
                                  "property: 'hosting.platform' operator: "
                                  "OPERATOR_NOT_EQUALS value { string_value: 'forge' }"));
  EXPECT_EQ(member.fact().value().string_value(), "forge");
}

TEST_F(CreateFactTest, GroupsAreExpanded) {
  const auto fact =
      Must(Create(std::string(kScope) + kSaid + kClaim +
                  "qualifiers { dimension: 'data_category' values: 'app_data' }"))
          .fact();
  ASSERT_EQ(fact.qualifiers_size(), 1);
  EXPECT_GT(fact.qualifiers(0).values_size(), 1);
}

TEST_F(CreateFactTest, NothingGivenNamesAllThatIsMissing) {
  EXPECT_THAT(
      FieldsOf(Call(&FactHandlers::CreateFact, "request_id: 'x'")),
      ElementsAre("parent", "fact_id", "request_id", "fact.scope", "fact.property",
                  "fact.operator", "fact.value", "fact.evidence"));
}

TEST_F(CreateFactTest, ScopesAreOfThePublisher) {
  const auto with = [&](const std::string& scope) {
    return Create("scope { " + scope + " } " + kClaim + kSaid);
  };
  EXPECT_THAT(FieldsOf(with("apps: 'vendors/beta/apps/other'")),
              ElementsAre("fact.scope.apps[0]"));
  EXPECT_THAT(FieldsOf(with("except_apps: 'vendors/acme/apps/one' except_apps: 'one'")),
              ElementsAre("fact.scope.except_apps[1]"));
  EXPECT_THAT(FieldsOf(with("apps: 'vendors/acme/apps/one' except_apps: "
                            "'vendors/acme/apps/two'")),
              ElementsAre("fact.scope.except_apps"));
  EXPECT_EQ(ResourceOf(with("apps: 'vendors/acme/apps/three'")),
            "App vendors/acme/apps/three");
  EXPECT_THAT(FieldsOf(Call(&FactHandlers::CreateFact,
                            std::string("parent: 'platforms/forge' fact_id: 'f' fact { "
                                        "scope { apps: 'vendors/acme/apps/one' } ") +
                                kClaim + kSaid + "}")),
              ElementsAre("fact.scope.apps[0]"));
}

TEST_F(CreateFactTest, ThePublisherHasToStand) {
  for (const char* parent : {"vendors/nobody", "platforms/nowhere"}) {
    EXPECT_EQ(ReasonOf(Call(&FactHandlers::CreateFact, AttestedFact(parent, "f"))),
              "NOT_FOUND");
  }
  EXPECT_EQ(
      ReasonOf(Call(&FactHandlers::CreateFact, AttestedFact("platforms/forge", "f"))),
      "OK");
}

TEST_F(CreateFactTest, ClaimsFitTheVocabulary) {
  const auto fields = [&](const std::string& claim) {
    return FieldsOf(Create(std::string(kScope) + kSaid + claim));
  };
  const auto misspelt =
      Create(std::string(kScope) + kSaid +
             "property: 'storage.of_platform' operator: OPERATOR_EQUALS "
             "value { bool_value: true }");
  EXPECT_THAT(FieldsOf(misspelt), ElementsAre("fact.property"));
  EXPECT_THAT(MessageOf(misspelt), HasSubstr("storage.off_platform"));
  EXPECT_THAT(
      fields("property: 'storage.off_platform' operator: OPERATOR_AT_MOST value { "
             "bool_value: true }"),
      ElementsAre("fact.operator"));
  EXPECT_THAT(fields("property: 'storage.off_platform' operator: OPERATOR_EQUALS value { "
                     "string_value: 'yes' }"),
              ElementsAre("fact.value"));
  EXPECT_THAT(fields("property: 'retention.after_uninstall' operator: OPERATOR_EQUALS "
                     "value { duration_value: 'a while' }"),
              ElementsAre("fact.value"));
  EXPECT_THAT(fields("property: 'hosting.platform' operator: OPERATOR_EQUALS value { "
                     "string_value: 'mars' }"),
              ElementsAre("fact.value"));
  EXPECT_THAT(fields(std::string(kClaim) +
                     "qualifiers { dimension: 'data_category' values: 'nonsense' }"),
              ElementsAre("fact.qualifiers"));
  EXPECT_THAT(
      fields(std::string(kClaim) + "qualifiers { dimension: 'nonsense' values: 'a' }"),
      ElementsAre("fact.qualifiers"));
  EXPECT_THAT(fields(std::string(kClaim) + "qualifiers { dimension: 'data_category' }"),
              ElementsAre("fact.qualifiers"));
  EXPECT_THAT(fields(std::string(kClaim) + "caveat: '" + std::string(4001, 'c') + "'"),
              ElementsAre("fact.caveat"));
}

TEST_F(CreateFactTest, AnOperatorFromTheFutureIsNotGuessed) {
  auto request = Parse<v1::CreateFactRequest>(AttestedFact("vendors/acme", "f"));
  request.mutable_fact()->set_operator_(static_cast<v1::Operator>(99));
  EXPECT_THAT(FieldsOf(Call(&FactHandlers::CreateFact, request)),
              ElementsAre("fact.operator"));
}

TEST_F(CreateFactTest, TimesHaveAnOrder) {
  const auto fields = [&](const std::string& times) {
    return FieldsOf(Create(std::string(kScope) + kClaim + kSaid + times));
  };
  EXPECT_THAT(fields("valid_from: '2025-01-01' valid_until: '2025-01-02'"), IsEmpty());
  EXPECT_THAT(fields("valid_from: '2025-01-02' valid_until: '2025-01-02'"),
              ElementsAre("fact.valid_until"));
  EXPECT_THAT(fields("valid_from: 'soon' valid_until: '2025-13-01'"),
              ElementsAre("fact.valid_from", "fact.valid_until"));
}

TEST_F(CreateFactTest, AttestationsSayWhoAndWhenAndWhat) {
  const auto fields = [&](const std::string& said) {
    return FieldsOf(Create(std::string(kScope) + kClaim + "evidence { attestation { " +
                           said + " } }"));
  };
  EXPECT_THAT(fields(""), ElementsAre("fact.evidence.attestation.attester",
                                      "fact.evidence.attestation.statement",
                                      "fact.evidence.attestation.date"));
  EXPECT_THAT(fields("attester: 'A' statement: 'S' date: '2025-02-02' expire_date: "
                     "'2025-02-02'"),
              ElementsAre("fact.evidence.attestation.expire_date"));
  EXPECT_THAT(fields("attester: 'A' statement: 'S' date: 'then' expire_date: 'later'"),
              ElementsAre("fact.evidence.attestation.date",
                          "fact.evidence.attestation.expire_date"));
}

TEST_F(CreateFactTest, AQuoteIsLocatedOnceAndForAll) {
  // White space may differ; what is kept are the text's own bytes.
  const auto clause =
      Must(Quote("quote: 'We  store\\nnothing.'")).fact().evidence().clause();
  EXPECT_EQ(clause.quote(), "We store nothing.");
  const auto by_range = Must(Quote("byte_begin: " + std::to_string(clause.byte_begin()) +
                                   " byte_end: " + std::to_string(clause.byte_end())))
                            .fact()
                            .evidence()
                            .clause();
  EXPECT_EQ(by_range.SerializeAsString(), clause.SerializeAsString());
}

TEST_F(CreateFactTest, WordsThatStandTwiceNeedTheirPlace) {
  const std::string words = "We never share data.";
  const auto which = Quote("quote: '" + words + "'");
  EXPECT_THAT(FieldsOf(which), ElementsAre("fact.evidence.clause.quote"));
  const auto second = std::string(kFactText).rfind(words);
  const std::string range =
      std::to_string(second) + " to " + std::to_string(second + words.size());
  EXPECT_THAT(MessageOf(which), HasSubstr(range));
  const auto fact =
      Must(Quote("quote: '" + words + "' byte_begin: " + std::to_string(second) +
                 " byte_end: " + std::to_string(second + words.size())))
          .fact();
  EXPECT_EQ(fact.evidence().clause().byte_begin(), static_cast<std::int64_t>(second));
}

TEST_F(CreateFactTest, QuotesThatAreNotThereAreRefused) {
  const auto fields = [&](const std::string& clause) { return FieldsOf(Quote(clause)); };
  const auto near = Quote("quote: 'We stored nothing.'");
  EXPECT_THAT(FieldsOf(near), ElementsAre("fact.evidence.clause.quote"));
  EXPECT_THAT(MessageOf(near), HasSubstr("We store nothing."));
  EXPECT_THAT(fields(""), ElementsAre("fact.evidence.clause.quote"));
  // A heading, two clauses, half a character, outside of the text, backwards.
  EXPECT_THAT(fields("quote: 'Sharing'"), ElementsAre("fact.evidence.clause.quote"));
  EXPECT_THAT(fields("quote: 'nothing. We never'"),
              ElementsAre("fact.evidence.clause.quote"));
  const auto accent = std::to_string(std::string(kFactText).find("\u00e9") + 1);
  EXPECT_THAT(
      fields("byte_begin: " + accent + " byte_end: " + std::to_string(sizeof(kFactText) - 2)),
      ElementsAre("fact.evidence.clause.byte_begin"));
  EXPECT_THAT(fields("byte_begin: 0 byte_end: 100000"),
              ElementsAre("fact.evidence.clause.byte_begin"));
  EXPECT_THAT(fields("byte_begin: 20 byte_end: 10"),
              ElementsAre("fact.evidence.clause.byte_begin"));
  EXPECT_THAT(fields("byte_begin: -5 quote: 'We store nothing.'"),
              ElementsAre("fact.evidence.clause.byte_begin"));
  // A range and a quote that do not agree.
  const auto at = std::string(kFactText).find("We store");
  const auto differ =
      Quote("byte_begin: " + std::to_string(at) + " byte_end: " + std::to_string(at + 8) +
            " quote: 'We stole'");
  EXPECT_THAT(FieldsOf(differ), ElementsAre("fact.evidence.clause.quote"));
  EXPECT_THAT(MessageOf(differ), HasSubstr("'We store'"));
}

TEST_F(CreateFactTest, TheRevisionStandsAndIsThePublishersOwn) {
  const auto on = [&](const std::string& revision) {
    return Create(std::string(kScope) + kClaim +
                  "evidence { clause { quote: 'We store "
                  "nothing.' revision: '" +
                  revision + "' } }");
  };
  EXPECT_THAT(FieldsOf(on(foreign_)), ElementsAre("fact.evidence.clause.revision"));
  EXPECT_THAT(FieldsOf(on("vendors/acme")), ElementsAre("fact.evidence.clause.revision"));
  EXPECT_EQ(ReasonOf(on("vendors/acme/policies/privacy/revisions/2020-01-01-00000000")),
            "NOT_FOUND");
  Must(Call(&PolicyHandlers::WithdrawPolicyRevision, "name: '" + revision_ + "'"));
  EXPECT_EQ(ResourceOf(on(revision_)), "PolicyRevision " + revision_);
}

TEST_F(CreateFactTest, AnIdIsTakenWhileAFactWithItStands) {
  AddFact("vendors/acme", "f");
  const auto again = Call(&FactHandlers::CreateFact, AttestedFact("vendors/acme", "f"));
  EXPECT_EQ(ReasonOf(again), "ALREADY_EXISTS");
  EXPECT_EQ(ResourceOf(again), "Fact vendors/acme/facts/f");
  Must(Call(&FactHandlers::RetractFact, "name: 'vendors/acme/facts/f'"));
  EXPECT_EQ(Must(Call(&FactHandlers::CreateFact, AttestedFact("vendors/acme", "f")))
                .fact()
                .generation(),
            2);
}

TEST_F(CreateFactTest, VeryManyFaultsFitIntoAnError) {
  std::string scope;
  for (int i = 0; i < 5000; ++i)
    scope += "apps: 'no such name " + std::to_string(i) + "' ";
  const auto result = Create("scope { " + scope + " } " + kClaim + kSaid);
  EXPECT_EQ(ReasonOf(result), "INVALID_FIELD");
  EXPECT_LT(result.status().ToString().size(), 8000u);
  EXPECT_THAT(MessageOf(result), HasSubstr("And 4996 more."));
}

}  // namespace
}  // namespace clausebook::rpc
