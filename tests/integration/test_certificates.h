// Certificates for tests, made by openssl: an authority, and what it issues.
#ifndef CLAUSEBOOK_TESTS_INTEGRATION_TEST_CERTIFICATES_H_
#define CLAUSEBOOK_TESTS_INTEGRATION_TEST_CERTIFICATES_H_

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/testing/program.h"

namespace clausebook::testing {

inline void RunOpenssl(std::vector<std::string> words) {
  words.insert(words.begin(), "/usr/bin/openssl");
  const auto result = RunProgram(std::move(words));
  if (result.exit_code != 0) throw std::runtime_error("openssl: " + result.err);
}

// An authority in a folder of its own, which is made: ca.crt and ca.key.
class TestAuthority {
 public:
  explicit TestAuthority(std::string folder) : folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
    RunOpenssl({"req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                "/CN=Test authority", "-keyout", File("ca.key"), "-out", File("ca.crt")});
  }

  std::string File(const std::string& name) const { return folder_ + "/" + name; }

  // NAME.crt and NAME.key. `alternatives` as openssl writes them: `DNS:localhost`; empty:
  // none. 0 days: it has run out.
  void Issue(const std::string& name, const std::string& common_name,
             const std::string& alternatives, int days = 2) const {
    RunOpenssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-subj", "/CN=" + common_name, "-keyout", File(name + ".key"),
                "-out", File(name + ".csr")});
    WriteWholeFile(File(name + ".ext"),
                   alternatives.empty() ? "basicConstraints=CA:FALSE\n"
                                        : "subjectAltName=" + alternatives + "\n");
    RunOpenssl({"x509", "-req", "-in", File(name + ".csr"), "-CA", File("ca.crt"),
                "-CAkey", File("ca.key"), "-CAcreateserial", "-days",
                std::to_string(days), "-extfile", File(name + ".ext"), "-out",
                File(name + ".crt")});
  }

 private:
  std::string folder_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_INTEGRATION_TEST_CERTIFICATES_H_
