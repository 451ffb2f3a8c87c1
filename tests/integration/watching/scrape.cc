#include "tests/integration/watching/scrape.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <regex>
#include <sstream>

namespace clausebook::testing {

HttpReply HttpGet(int port, const std::string& path, const std::string& more,
                  const std::string& method) {
  HttpReply reply;
  const int socket_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string text;
  if (connect(socket_fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0) {
    const std::string request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" +
                                more + "Connection: close\r\n\r\n";
    if (write(socket_fd, request.data(), request.size()) ==
        static_cast<ssize_t>(request.size())) {
      char buffer[16384];
      for (ssize_t got = 0; (got = read(socket_fd, buffer, sizeof(buffer))) > 0;) {
        text.append(buffer, static_cast<std::size_t>(got));
      }
    }
  }
  close(socket_fd);
  const auto end = text.find("\r\n\r\n");
  if (end == std::string::npos || text.size() < 12) return reply;
  reply.code = std::atoi(text.c_str() + 9);  // behind "HTTP/1.1 "
  reply.head = text.substr(0, end);
  reply.body = text.substr(end + 4);
  return reply;
}

Scrape::Scrape(const std::string& text) {
  static const std::regex line_form(R"(([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? ([^ ]+))");
  static const std::regex label_form(
      R"re(([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)")re");
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::smatch match;
    if (!std::regex_match(line, match, line_form)) {
      ADD_FAILURE() << "not a sample: " << line;
      continue;
    }
    Sample sample;
    sample.name = match[1];
    sample.value = std::strtod(match[3].str().c_str(), nullptr);
    const std::string labels = match[2];
    for (std::sregex_iterator at(labels.begin(), labels.end(), label_form), end;
         at != end; ++at) {
      sample.labels[(*at)[1]] = (*at)[2];
    }
    auto& known = names_[sample.name];
    for (const auto& [label, value] : sample.labels) known.insert(label);
    samples_.push_back(std::move(sample));
  }
}

std::optional<double> Scrape::Find(const std::string& name, const Labels& labels) const {
  std::optional<double> sum;
  for (const Sample& sample : samples_) {
    if (sample.name != name) continue;
    bool fits = true;
    for (const auto& [label, value] : labels) {
      const auto it = sample.labels.find(label);
      fits = fits && it != sample.labels.end() && it->second == value;
    }
    if (fits) sum = sum.value_or(0) + sample.value;
  }
  return sum;
}

}  // namespace clausebook::testing
