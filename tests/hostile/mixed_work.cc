#include "tests/hostile/mixed_work.h"

#include <chrono>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "clausebook/v1/book_service.grpc.pb.h"
#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "clausebook/v1/check_service.grpc.pb.h"
#include "clausebook/v1/fact_service.grpc.pb.h"
#include "clausebook/v1/query_service.grpc.pb.h"
#include "clausebook/v1/questionnaire_service.grpc.pb.h"
#include "clausebook/v1/report_service.grpc.pb.h"
#include "clausebook/v1/response_service.grpc.pb.h"
#include "tests/integration/wire.h"
#include "tests/testing/questionnaires/workbook_builder.h"

namespace clausebook::testing {
namespace {

using Channel = std::shared_ptr<grpc::Channel>;

constexpr int kRows = 100;
constexpr std::size_t kMostWrong = 20;
constexpr int kMostTries = 1000;
// As many as make the database larger at once than what SQLite keeps of it in memory.
constexpr int kSentences = 800;

const std::vector<std::string> kQuestions = {
    "questions/stores-data-off-atlassian", "questions/hosting-platform",
    "questions/data-sold", "questions/retention-after-uninstall",
    "questions/vendor-staff-access"};

std::string Vendor(const Estate& estate, unsigned random) {
  return "v" + std::to_string(random % static_cast<unsigned>(estate.vendors));
}
std::string App(const Estate& estate, unsigned random) {
  return "vendors/" + Vendor(estate, random) + "/apps/a" +
         std::to_string((random >> 8) % static_cast<unsigned>(estate.apps_each));
}

// How long to wait before another try, if that is what the server asks for.
std::optional<std::chrono::milliseconds> WaitToldBy(const grpc::Status& status) {
  const auto retry = DetailOf<google::rpc::RetryInfo>(status);
  if (status.error_code() != grpc::StatusCode::RESOURCE_EXHAUSTED ||
      !retry.has_retry_delay()) {
    return std::nullopt;
  }
  return std::chrono::milliseconds(retry.retry_delay().seconds() * 1000 +
                                   retry.retry_delay().nanos() / 1'000'000);
}

v1::ApplyBookRequest BookOf(const std::string& vendor, int apps) {
  std::string book = "clausebook: 1\nvendor: {id: " + vendor +
                     ", name: Vendor}\npolicies:\n  - id: privacy\n    title: Privacy\n"
                     "    revisions: [{file: p.txt, effective: 2024-01-01}]\napps:\n";
  for (int i = 0; i < apps; ++i) {
    const std::string id = std::to_string(i);
    book += "  - {id: a" + id + ", name: App " + id + "}\n";
  }
  book +=
      "facts:\n"
      "  - {id: host, property: hosting.platform, equals: forge, quote: All apps are "
      "built on Forge.}\n"
      "  - {id: store, property: storage.off_platform, equals: false, quote: We store "
      "nothing elsewhere.}\n"
      "  - {id: sold, property: use.sold, equals: false, quote: We do not sell data.}\n";
  std::string text =
      "All apps are built on Forge. We store nothing elsewhere. We do not sell data.\n";
  for (int i = 0; i < kSentences; ++i) {
    text += "This is sentence number " + std::to_string(i) + " of a policy. ";
  }
  v1::ApplyBookRequest request;
  auto* file = request.add_files();
  file->set_path("factbook.yaml");
  file->set_content(book);
  file = request.add_files();
  file->set_path("p.txt");
  file->set_content(text);
  return request;
}

const std::string& Workbook() {
  static const auto* const kWorkbook = [] {
    std::string cells =
        SheetRow(1, TextCell("A1", "Question") + TextCell("B1", "Answer") +
                        TextCell("C1", "Comment"));
    for (int i = 2; i < kRows + 2; ++i) {
      const std::string at = std::to_string(i);
      cells += SheetRow(i, TextCell("A" + at, at + ". Do you sell our data?"));
    }
    return new std::string(MakeWorkbook({{"List", cells}}));
  }();
  return *kWorkbook;
}

void Ask(const Channel& channel, const Estate& estate, unsigned random, Tally& tally) {
  v1::AskRequest request;
  request.set_app(App(estate, random));
  request.set_question(kQuestions[random % kQuestions.size()]);
  v1::AskResponse response;
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(60));
  tally.Add("ask", v1::QueryService::NewStub(channel)->Ask(&context, request, &response));
}

void BatchAsk(const Channel& channel, const Estate& estate, unsigned random,
              Tally& tally) {
  v1::BatchAskRequest request;
  std::set<std::string> apps;
  for (unsigned i = 0; i < 10; ++i) apps.insert(App(estate, random * 31 + i * 7919));
  for (const std::string& app : apps) request.add_apps(app);
  for (const std::string& question : kQuestions) request.add_questions(question);
  v1::BatchAskResponse response;
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(60));
  tally.Add("batch",
            v1::QueryService::NewStub(channel)->BatchAsk(&context, request, &response));
}

// Reads that are not kept in memory: pages, checks, answers of the past.
void Reason(const Channel& channel, const Estate& estate, unsigned random, Tally& tally) {
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(60));
  if (random % 3 == 0) {
    v1::RenderAppReportRequest request;
    request.set_app(App(estate, random));
    v1::RenderAppReportResponse response;
    tally.Add("report", v1::ReportService::NewStub(channel)->RenderAppReport(
                            &context, request, &response));
  } else if (random % 3 == 1) {
    v1::CheckAppsRequest request;
    request.set_parent("vendors/" + Vendor(estate, random));
    v1::CheckAppsResponse response;
    tally.Add("check", v1::CheckService::NewStub(channel)->CheckApps(&context, request,
                                                                     &response));
  } else {
    v1::ListAnswersRequest request;
    request.set_parent(App(estate, random));
    request.set_as_of("2024-06-01");
    v1::ListAnswersResponse response;
    tally.Add("answers", v1::QueryService::NewStub(channel)->ListAnswers(
                             &context, request, &response));
  }
}

// Facts come and go, so that what stands stays about the same.
void Write(const Channel& channel, const Estate& estate, unsigned random, Tally& tally) {
  static std::atomic<int> next{0};
  const auto stub = v1::FactService::NewStub(channel);
  v1::CreateFactRequest request;
  request.set_parent("vendors/" + Vendor(estate, random));
  request.set_fact_id("f" + std::to_string(next++));
  auto* fact = request.mutable_fact();
  fact->mutable_scope();
  fact->set_property("retention.backups");
  fact->set_operator_(v1::OPERATOR_AT_MOST);
  fact->mutable_value()->set_duration_value("P30D");
  auto* said = fact->mutable_evidence()->mutable_attestation();
  said->set_attester("Ada, CTO");
  said->set_date("2025-06-01");
  said->set_statement("Backups are kept for thirty days.");
  v1::CreateFactResponse created;
  grpc::ClientContext create_context;
  SetDeadline(create_context, std::chrono::seconds(60));
  const auto status = stub->CreateFact(&create_context, request, &created);
  tally.Add("create", status);
  if (!status.ok()) return;
  v1::RetractFactRequest retract;
  retract.set_name(created.fact().name());
  retract.set_reason("The load goes on.");
  // Who is told that there is too much tries again: else what stands would grow.
  for (int i = 0; i < kMostTries; ++i) {
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(60));
    v1::RetractFactResponse retracted;
    const auto gone = stub->RetractFact(&context, retract, &retracted);
    tally.Add("retract", gone);
    const auto wait = WaitToldBy(gone);
    if (!wait) return;
    std::this_thread::sleep_for(*wait);
  }
  tally.Add("retract", grpc::Status(grpc::StatusCode::UNKNOWN,
                                    "refused for too much again and again"));
}

void Fill(const Channel& channel, const Estate& estate, unsigned random, Tally& tally) {
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(60));
  const auto stream =
      v1::QuestionnaireService::NewStub(channel)->FillQuestionnaire(&context);
  v1::FillQuestionnaireRequest request;
  request.mutable_options()->set_app(App(estate, random));
  request.mutable_options()->set_file_name("list.xlsx");
  request.mutable_options()->set_include_unapproved(true);
  stream->Write(request);
  request.Clear();
  request.set_chunk(Workbook());
  stream->Write(request);
  stream->WritesDone();
  v1::FillQuestionnaireResponse response;
  std::size_t bytes = 0;
  while (stream->Read(&response)) bytes += response.chunk().size();
  const grpc::Status status = stream->Finish();
  tally.Add("fill", status.ok() && bytes == 0
                        ? grpc::Status(grpc::StatusCode::UNKNOWN, "a fill without a file")
                        : status);
}

void Export(const Channel& channel, const Estate& estate, unsigned random, Tally& tally) {
  v1::ExportBookRequest request;
  request.set_publisher("vendors/" + Vendor(estate, random));
  v1::ExportBookResponse response;
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(60));
  tally.Add("export",
            v1::BookService::NewStub(channel)->ExportBook(&context, request, &response));
}

}  // namespace

void Tally::Add(const std::string& work, const grpc::Status& status) {
  if (status.ok()) ++good_;
  const std::lock_guard lock(mutex_);
  Count& count = counts_[work];
  if (status.ok()) {
    ++count.good;
    return;
  }
  const std::string reason = ReasonOf(status);
  const std::string how = std::to_string(status.error_code()) + " " + reason;
  ++count.refused[how];
  const std::set<std::string> limits = {"OVERLOADED", "RATE_LIMITED", "TOO_LARGE"};
  if (!limits.contains(reason) && wrong_.size() < kMostWrong) {
    wrong_.push_back(work + ": " + how + ": " + status.error_message());
  }
}

std::map<std::string, Tally::Count> Tally::Counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

std::vector<std::string> Tally::Wrong() const {
  const std::lock_guard lock(mutex_);
  return wrong_;
}

bool FillEstate(const std::shared_ptr<grpc::Channel>& channel, const Estate& estate) {
  const auto stub = v1::BookService::NewStub(channel);
  for (int i = 0; i < estate.vendors; ++i) {
    grpc::ClientContext context;
    v1::ApplyBookResponse response;
    if (!stub->ApplyBook(&context, BookOf("v" + std::to_string(i), estate.apps_each),
                         &response)
             .ok()) {
      return false;
    }
  }
  return true;
}

std::vector<Work> AllWork() {
  return {{"ask", 6, &Ask},     {"batch", 4, &BatchAsk}, {"reason", 4, &Reason},
          {"write", 8, &Write}, {"fill", 3, &Fill},      {"export", 2, &Export}};
}

}  // namespace clausebook::testing
