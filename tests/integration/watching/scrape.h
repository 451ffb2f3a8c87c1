// Asking a server's metrics endpoint, and reading what it tells.
#ifndef CLAUSEBOOK_TESTS_INTEGRATION_WATCHING_SCRAPE_H_
#define CLAUSEBOOK_TESTS_INTEGRATION_WATCHING_SCRAPE_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clausebook::testing {

struct HttpReply {
  int code = 0;  // 0: there was no reply
  std::string head;
  std::string body;
};

// One request to 127.0.0.1; `more` is further lines of the head, each with its \r\n.
HttpReply HttpGet(int port, const std::string& path, const std::string& more = "",
                  const std::string& method = "GET");

// What stands in an exposition, in either format.
class Scrape {
 public:
  using Labels = std::map<std::string, std::string>;
  struct Sample {
    std::string name;
    Labels labels;
    double value = 0;
  };

  // Fails the test for lines that are no samples or comments.
  explicit Scrape(const std::string& text);

  // The sum of the samples that have at least these labels; nullopt if there is none.
  std::optional<double> Find(const std::string& name, const Labels& labels = {}) const;

  // By name: all labels that its samples have. `le` included.
  const std::map<std::string, std::set<std::string>>& names() const { return names_; }
  const std::vector<Sample>& samples() const { return samples_; }

 private:
  std::vector<Sample> samples_;
  std::map<std::string, std::set<std::string>> names_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_INTEGRATION_WATCHING_SCRAPE_H_
