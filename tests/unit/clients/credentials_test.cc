// Token and TLS out of options, environment and files.
#include "clients/cli/credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/testing/temp_dir.h"

namespace clausebook::cli {
namespace {

using ::testing::HasSubstr;

class Credentials : public ::testing::Test {
 protected:
  std::string File(const std::string& name, const std::string& content) {
    std::ofstream(folder_.File(name)) << content;
    return folder_.File(name);
  }
  // The fault; empty: none.
  std::string Set(const CredentialEnvironment& environment = {}) {
    options_.address = global_.server;
    return std::string(SetCredentials(global_, environment, options_).message());
  }

  testing::TempDir folder_;
  GlobalOptions global_;
  client::ClientOptions options_;
};

TEST_F(Credentials, AreNoneByDefault) {
  EXPECT_EQ(Set(), "");
  EXPECT_EQ(options_.token, "");
  EXPECT_FALSE(options_.security.tls);
}

TEST_F(Credentials, AFileWinsOverTheEnvironmentAndEndsAnyhow) {
  EXPECT_EQ(Set({"cbk_a", ""}), "");
  EXPECT_EQ(options_.token, "cbk_a");
  global_.token_file = File("token", "  cbk_b\r\n");
  EXPECT_EQ(Set({"cbk_a", ""}), "");
  EXPECT_EQ(options_.token, "cbk_b");
}

TEST_F(Credentials, WhatCannotBeReadOrSentIsSaid) {
  global_.token_file = folder_.File("missing");
  EXPECT_THAT(Set(), HasSubstr("--token-file: the file"));
  global_.token_file = File("token", "cbk_a\ncbk_b\n");
  EXPECT_THAT(Set(), HasSubstr("characters"));
}

TEST_F(Credentials, ATokenDoesNotLeaveTheMachineInTheClear) {
  global_.server = "books.example:7447";
  EXPECT_THAT(Set({"cbk_a", ""}), HasSubstr("for everybody to read"));
  global_.tls = true;
  EXPECT_EQ(Set({"cbk_a", ""}), "");
  EXPECT_TRUE(options_.security.tls);
}

TEST_F(Credentials, CertificatesMeanTls) {
  EXPECT_EQ(Set({"", File("ca", "CA")}), "");
  EXPECT_TRUE(options_.security.tls);
  EXPECT_EQ(options_.security.ca, "CA");
  global_.cert = File("cert", "CERT");
  EXPECT_THAT(Set(), HasSubstr("--cert and --key"));
  global_.key = File("key", "KEY");
  EXPECT_EQ(Set(), "");
  EXPECT_EQ(options_.security.certificate, "CERT");
  EXPECT_EQ(options_.security.key, "KEY");
}

}  // namespace
}  // namespace clausebook::cli
