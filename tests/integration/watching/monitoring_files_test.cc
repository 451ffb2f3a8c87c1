// The alert rules and the dashboard name only what a running server tells.
#include <gmock/gmock.h>
#include <grpcpp/security/credentials.h>
#include <yaml-cpp/yaml.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/integration/test_certificates.h"
#include "tests/integration/watching/promql_names.h"
#include "tests/integration/watching/watched_server.h"

namespace clausebook::testing {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

const std::string kFolder = std::string(CLAUSEBOOK_SOURCE) + "/deploy/monitoring/";
const std::string kTests =
    std::string(CLAUSEBOOK_SOURCE) + "/tests/integration/watching/";
// What `promtool test rules` takes.
const std::vector<std::string> kRuleTests = {kTests + "alerts_test.yaml",
                                             kTests + "alerts_over_days_test.yaml"};

std::string ReadAll(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

struct Expression {
  std::string where;
  std::string text;
};

struct Alert {
  std::string name, expression, severity, summary, runbook;
};

std::vector<Alert> Alerts() {
  std::vector<Alert> alerts;
  for (const auto& group : YAML::LoadFile(kFolder + "alerts.yaml")["groups"]) {
    for (const auto& rule : group["rules"]) {
      alerts.push_back({rule["alert"].as<std::string>(), rule["expr"].as<std::string>(),
                        rule["labels"]["severity"].as<std::string>(),
                        rule["annotations"]["summary"].as<std::string>(),
                        rule["annotations"]["runbook"].as<std::string>()});
    }
  }
  return alerts;
}

std::vector<Expression> AlertExpressions() {
  std::vector<Expression> all;
  for (const Alert& alert : Alerts()) all.push_back({alert.name, alert.expression});
  return all;
}

std::vector<Expression> DashboardExpressions() {
  std::vector<Expression> all;
  const auto dashboard = nlohmann::json::parse(ReadAll(kFolder + "dashboard.json"));
  for (const auto& panel : dashboard["panels"]) {
    for (const auto& target : panel.value("targets", nlohmann::json::array())) {
      all.push_back({panel["title"].get<std::string>(), target["expr"]});
    }
  }
  return all;
}

// What is wrong with it, by what was told; empty if nothing is.
std::vector<std::string> FaultsOf(const Expression& expression, const Scrape& told) {
  // Prometheus' own: whether a scrape went well, and what it was of.
  const std::set<std::string> given = {"job", "instance"};
  // Labels of which every value is told from the start.
  const std::set<std::string> whole = {"reason", "state",    "what",
                                       "result", "executor", "verdict"};
  std::vector<std::string> faults;
  const auto fault = [&](const std::string& what) {
    faults.push_back(expression.where + ": " + what);
  };
  const PromqlNames names = NamesIn(expression.text);
  for (const std::string& unknown : names.unknown) fault("not understood: " + unknown);
  std::set<std::string> labels = given;
  for (const auto& selector : names.selectors) {
    if (selector.metric == "up") continue;
    const auto found = told.names().find(selector.metric);
    if (found == told.names().end()) {
      fault("no metric " + selector.metric);
      continue;
    }
    labels.insert(found->second.begin(), found->second.end());
    for (const auto& matcher : selector.matchers) {
      if (given.count(matcher.label) > 0) continue;
      if (found->second.count(matcher.label) == 0) {
        fault("no label " + matcher.label + " of " + selector.metric);
      } else if (matcher.op == "=" && whole.count(matcher.label) > 0 &&
                 !told.Find(selector.metric, {{matcher.label, matcher.value}})) {
        fault("no " + matcher.label + " " + matcher.value + " of " + selector.metric);
      }
    }
  }
  if (names.selectors.empty()) fault("it names no metric");
  for (const std::string& label : names.grouped_by) {
    if (labels.count(label) == 0) fault("no label " + label);
  }
  return faults;
}

// A server with all that can be watched, after some calls.
class MonitoringFiles : public WatchedServer {
 protected:
  Scrape Everything() {
    const TestAuthority authority(folder_.File("tls"));
    authority.Issue("server", "server", "IP:127.0.0.1");
    config_.tls_certificate = authority.File("server.crt");
    config_.tls_key = authority.File("server.key");
    config_.tls_client_ca = authority.File("ca.crt");
    config_.tls_client_certificates = "optional";
    config_.backup_folder = folder_.path();
    server_ = Must(Server::Start(config_, &log_));
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = ReadAll(authority.File("ca.crt"));
    channel_ = grpc::CreateChannel(server_->address(), grpc::SslCredentials(options));
    Apply();
    EXPECT_TRUE(Ask("data-sold").ok());
    EXPECT_TRUE(Eventually([&] {
      return Metrics().Find("clausebook_survey_timestamp_seconds").has_value();
    }));
    return Metrics();
  }
};

TEST_F(MonitoringFiles, NameOnlyMetricsAndLabelsThatAreTold) {
  const Scrape told = Everything();
  for (const auto& expressions : {AlertExpressions(), DashboardExpressions()}) {
    EXPECT_GT(expressions.size(), 20u);
    for (const Expression& expression : expressions) {
      EXPECT_THAT(FaultsOf(expression, told), IsEmpty()) << expression.text;
    }
  }
  const double now = static_cast<double>(time(nullptr));
  const auto end = told.Find("clausebook_certificate_not_after_timestamp_seconds",
                             {{"use", "server"}});
  EXPECT_GT(*end, now + 86'000) << "it is good for two days";
  EXPECT_LT(*end, now + 3 * 86'400);
}

TEST_F(MonitoringFiles, FaultsAreFound) {
  const Scrape told("m_total{reason=\"A\",le=\"1\"} 1\n");
  const auto faults = [&](const char* text) { return FaultsOf({"x", text}, told); };
  EXPECT_THAT(faults("sum by (le) (rate(m_total{reason=\"A\"}[5m])) > 0.5"), IsEmpty());
  EXPECT_THAT(faults("n_total"), Contains("x: no metric n_total"));
  EXPECT_THAT(faults("m_total{b=\"A\"}"), Contains("x: no label b of m_total"));
  EXPECT_THAT(faults("m_total{reason=\"B\"}"), Contains("x: no reason B of m_total"));
  EXPECT_THAT(faults("sum by (b) (m_total)"), Contains("x: no label b"));
  EXPECT_THAT(faults("sam(m_total)"), Contains("x: not understood: sam"));
  EXPECT_THAT(faults("1 > 2"), Contains("x: it names no metric"));
}

// GitHub's name of a heading.
std::string AnchorOf(std::string heading) {
  for (char& c : heading) c = static_cast<char>(std::tolower(c));
  return heading;
}

TEST(AlertRules, EachIsExplained) {
  std::set<std::string> explained;
  std::istringstream lines(ReadAll(kFolder + "ALERTS.md"));
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("## ", 0) == 0) explained.insert(line.substr(3));
  }
  std::set<std::string> named;
  for (const Alert& alert : Alerts()) {
    EXPECT_TRUE(named.insert(alert.name).second) << alert.name << " is there twice";
    EXPECT_THAT((std::set<std::string>{"page", "ticket", "info"}),
                Contains(alert.severity));
    EXPECT_NE(alert.summary, "");
    EXPECT_EQ(alert.runbook, "deploy/monitoring/ALERTS.md#" + AnchorOf(alert.name));
  }
  EXPECT_EQ(named, explained);
}

TEST(AlertRules, EachFiresInATestAndIsSilentInOne) {
  std::set<std::string> fires;
  std::set<std::string> silent;
  for (const std::string& file : kRuleTests) {
    for (const auto& test : YAML::LoadFile(file)["tests"]) {
      for (const auto& rule : test["alert_rule_test"]) {
        auto& what = rule["exp_alerts"].size() > 0 ? fires : silent;
        what.insert(rule["alertname"].as<std::string>());
      }
    }
  }
  for (const Alert& alert : Alerts()) {
    EXPECT_THAT(fires, Contains(alert.name));
    EXPECT_THAT(silent, Contains(alert.name));
  }
}

// Of the package prometheus, or where install-packages.sh puts it; empty if there is
// none.
std::string Promtool() {
  const char* named = std::getenv("CLAUSEBOOK_PROMTOOL");
  if (named != nullptr) return named;
  for (const char* path : {"/usr/bin/promtool", "/usr/local/bin/promtool"}) {
    if (std::filesystem::exists(path)) return path;
  }
  return "";
}

TEST(AlertRules, PrometheusTakesThemAndTheyFireWhenTheyShould) {
  const std::string promtool = Promtool();
  if (promtool.empty()) {
    GTEST_SKIP() << "promtool is not here: deploy/setup/install-packages.sh --test";
  }
  const auto result = RunProgram({promtool, "check", "rules", kFolder + "alerts.yaml"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  std::vector<std::string> words = {promtool, "test", "rules"};
  words.insert(words.end(), kRuleTests.begin(), kRuleTests.end());
  const auto fired = RunProgram(words);
  EXPECT_EQ(fired.exit_code, 0) << fired.out << fired.err;
}

}  // namespace
}  // namespace clausebook::testing
