// Server CPU for a call of Ask and BatchAsk, beside a server that does nothing with
// messages of the same size, driven by the same load in the same run.
//
//   ask_benchmark [APPS…]        default: 1000 100000
//
// Machines are noisy and ratios are not: the two servers take turns in short rounds, on a
// processor of their own, and the median of the rounds' ratios is what counts.
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "clausebook/v1/book_service.grpc.pb.h"
#include "clausebook/v1/query_service.pb.h"
#include "tests/benchmarks/load.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

constexpr int kAppsPerVendor = 100;
constexpr int kRounds = 31;
constexpr int kBatchApps = 10;
const std::vector<std::string> kBatchQuestions = {
    "questions/stores-data-off-atlassian", "questions/hosting-platform",
    "questions/data-sold", "questions/retention-after-uninstall",
    "questions/vendor-staff-access"};

std::string AppName(int app) {
  return "vendors/v" + std::to_string(app / kAppsPerVendor) + "/apps/a" +
         std::to_string(app);
}

v1::ApplyBookRequest BookOf(int vendor, int apps) {
  std::string book = "clausebook: 1\nvendor: {id: v" + std::to_string(vendor) +
                     ", name: Vendor}\npolicies:\n  - id: privacy\n    title: Privacy\n"
                     "    revisions: [{file: p.txt, effective: 2024-01-01}]\napps:\n";
  for (int i = 0; i < apps; ++i) {
    const std::string id = std::to_string(vendor * kAppsPerVendor + i);
    book += "  - {id: a" + id + ", name: App " + id + "}\n";
  }
  book +=
      "facts:\n"
      "  - {id: host, property: hosting.platform, equals: forge, quote: All apps are "
      "built on Atlassian Forge.}\n"
      "  - {id: store, property: storage.off_platform, equals: false, quote: We store no "
      "data outside of Atlassian.}\n"
      "  - {id: sold, property: use.sold, equals: false, quote: We do not sell data.}\n"
      "  - {id: kept, property: retention.after_uninstall, at_most: P30D, quote: Data is "
      "deleted within thirty days.}\n"
      "  - {id: staff, property: access.vendor_staff, equals: prohibited, quote: Staff "
      "are "
      "forbidden to read data.}\n";
  v1::ApplyBookRequest request;
  auto* file = request.add_files();
  file->set_path("factbook.yaml");
  file->set_content(book);
  file = request.add_files();
  file->set_path("p.txt");
  std::string text =
      "All apps are built on Atlassian Forge. We store no data outside of Atlassian. We "
      "do "
      "not sell data. Data is deleted within thirty days. Staff are forbidden to read "
      "data.\n";
  for (int i = 0; i < 60; ++i) {
    text += "This is sentence number " + std::to_string(i) + " of a policy. ";
  }
  file->set_content(text);
  return request;
}

void Fill(const std::shared_ptr<grpc::Channel>& channel, int apps) {
  const auto stub = v1::BookService::NewStub(channel);
  for (int done = 0; done < apps; done += kAppsPerVendor) {
    grpc::ClientContext context;
    v1::ApplyBookResponse response;
    const auto status = stub->ApplyBook(
        &context, BookOf(done / kAppsPerVendor, std::min(kAppsPerVendor, apps - done)),
        &response);
    if (!status.ok()) Fail("fill: " + status.error_message());
  }
}

v1::BatchAskRequest BatchOf(int app, int apps) {
  v1::BatchAskRequest request;
  for (int i = 0; i < std::min(kBatchApps, apps); ++i) {
    request.add_apps(AppName((app + i) % apps));
  }
  for (const auto& question : kBatchQuestions) request.add_questions(question);
  return request;
}

v1::AskRequest AskOf(int app) {
  v1::AskRequest request;
  request.set_app(AppName(app));
  request.set_question(kBatchQuestions[0]);
  return request;
}

void Compare(const char* what, int apps, Target& ours, Target& nothing,
             const Load& load) {
  // Once to warm both.
  ours.Measure(load);
  nothing.Measure(load);
  std::vector<double> our_micros, their_micros, ratios;
  for (int round = 0; round < kRounds; ++round) {
    our_micros.push_back(ours.Measure(load));
    their_micros.push_back(nothing.Measure(load));
    ratios.push_back(our_micros.back() / their_micros.back());
  }
  std::printf("%8d apps  %-9s clausebookd %8.1f us  nothing %7.1f us  ratio %.3f\n", apps,
              what, Median(our_micros), Median(their_micros), Median(ratios));
  std::fflush(stdout);
}

void Run(int apps) {
  TempDir directory;
  const auto server = [&] {
    const ServersProcessor processor;
    return ServerProcess::Start(directory.path() + "/bench.db",
                                {"--durability", "relaxed"});
  }();
  if (server == nullptr) Fail("clausebookd does not start");
  Fill(grpc::CreateChannel(server->address(), grpc::InsecureChannelCredentials()), apps);

  Load ask{"/clausebook.v1.QueryService/Ask", apps,
           [](int app) { return AskOf(app).SerializeAsString(); }};
  Load batch{"/clausebook.v1.QueryService/BatchAsk", apps,
             [apps](int app) { return BatchOf(app, apps).SerializeAsString(); }};
  Target ours(server->address(), server->pid());
  // Every app once, as a server that has been running for a while has been asked.
  for (int app = 0; app < apps; app += kBatchApps) ours.CallOnce(batch, app);
  const std::size_t ask_bytes = ours.CallOnce(ask, 0);
  const std::size_t batch_bytes = ours.CallOnce(batch, 0);
  std::printf("%8d apps  reply: Ask %zu bytes, BatchAsk %zu bytes\n", apps, ask_bytes,
              batch_bytes);
  NothingProcess nothing(ask_bytes, batch_bytes);
  Target theirs(nothing.address(), nothing.pid());
  Compare("Ask", apps, ours, theirs, ask);
  Compare("BatchAsk", apps, ours, theirs, batch);
}

}  // namespace
}  // namespace clausebook::testing

int main(int argc, char** argv) {
  std::vector<int> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(std::atoi(argv[i]));
  if (sizes.empty()) sizes = {1000, 100'000};
  for (const int apps : sizes) {
    if (apps <= 0) {
      std::cerr << "usage: ask_benchmark [APPS...]\n";
      return 2;
    }
    clausebook::testing::Run(apps);
  }
}
