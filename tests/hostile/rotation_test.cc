// Certificates that change under load: no handshake fails.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "tests/hostile/besieged.h"
#include "tests/integration/test_certificates.h"
#include "tests/integration/wire.h"

namespace clausebook::testing {
namespace {

constexpr int kClients = 3;

class HostileRotation : public Besieged {
 protected:
  HostileRotation() : authority_(folder_.File("authority")) {
    for (const char* name : {"one", "two"}) {
      authority_.Issue(name, std::string("server ") + name, "DNS:localhost,IP:127.0.0.1");
      std::filesystem::create_directory(folder_.File(name));
      for (const char* kind : {"crt", "key"}) {
        std::filesystem::copy(authority_.File(std::string(name) + "." + kind),
                              folder_.File(name) + "/tls." + kind);
      }
    }
    roots_ = ReadWholeFile(authority_.File("ca.crt"));
    Point("one");
  }

  // As the runbook says: one step.
  void Point(const std::string& name) {
    const std::string link = folder_.File("current");
    std::filesystem::create_directory_symlink(folder_.File(name), link + ".new");
    std::filesystem::rename(link + ".new", link);
  }

  // A connection of its own and one call on it; the name in the server's certificate, or
  // empty if it failed.
  std::string Handshake() {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = roots_;
    const auto channel =
        grpc::CreateCustomChannel(address(), grpc::SslCredentials(options), arguments);
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(30));
    v1::ListVendorsResponse response;
    const auto status =
        v1::CatalogService::NewStub(channel)->ListVendors(&context, {}, &response);
    if (!status.ok()) {
      const std::lock_guard lock(mutex_);
      failures_.push_back(status.error_message());
      return "";
    }
    const auto names =
        context.auth_context()->FindPropertyValues(GRPC_X509_CN_PROPERTY_NAME);
    return names.empty() ? "" : std::string(names[0].data(), names[0].size());
  }

  TestAuthority authority_;
  std::string roots_;
  std::mutex mutex_;
  std::vector<std::string> failures_;
};

TEST_F(HostileRotation, NoHandshakeFails) {
  Start({"--tls-certificate", folder_.File("current") + "/tls.crt", "--tls-key",
         folder_.File("current") + "/tls.key", "--tls-reload-seconds", "1"});
  std::atomic<bool> stop{false};
  std::atomic<int> handshakes{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&] {
      while (!stop) {
        if (!Handshake().empty()) ++handshakes;
      }
    });
  }
  const int rotations = 10 * Severity();
  int taken_up = 0;
  for (int i = 1; i <= rotations; ++i) {
    const std::string name = i % 2 == 1 ? "two" : "one";
    Point(name);
    for (int look = 0; look < 600; ++look) {
      if (Handshake() != "server " + name) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        continue;
      }
      ++taken_up;
      break;
    }
  }
  stop = true;
  for (auto& client : clients) client.join();
  std::cout << "NoHandshakeFails: " << handshakes << " handshakes over " << taken_up
            << " rotations, " << failures_.size() << " failed\n";
  EXPECT_EQ(taken_up, rotations);
  EXPECT_TRUE(failures_.empty()) << failures_.front();
  EXPECT_GT(handshakes, 10 * rotations);
}

}  // namespace
}  // namespace clausebook::testing
