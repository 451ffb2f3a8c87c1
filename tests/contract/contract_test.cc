// Old clients keep working: the calls of calls.txt, made by a client that knows only the
// contract as it landed last, against this server. Each answer still parses and means
// what answers.txt recorded. With CLAUSEBOOK_UPDATE_GOLDEN=1 answers are recorded that
// are new: those of calls that have none; one that is there is never written anew by
// this, since a change of meaning is what it is to notice (delete it by hand if it has to
// be).
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "service/base/clock.h"
#include "tests/contract/meaning.h"
#include "tests/contract/old_contract.h"
#include "tests/integration/wire.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

struct RecordedCall {
  std::string method;
  std::vector<std::string> messages;         // in text format
  std::map<std::string, std::string> keeps;  // name -> path in the answer
  std::string title;                         // `3 CatalogService/GetVendor`
};

std::string WholeFile(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string Replaced(std::string text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// Blocks that begin with `KEYWORD TITLE`, as title and lines.
std::vector<std::pair<std::string, std::vector<std::string>>> Blocks(
    const std::string& text, const std::string& keyword) {
  std::vector<std::pair<std::string, std::vector<std::string>>> blocks;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(keyword + " ", 0) == 0) {
      blocks.push_back({line.substr(keyword.size() + 1), {}});
    } else if (!blocks.empty() && !line.empty() && line[0] != '#') {
      blocks.back().second.push_back(line);
    }
  }
  return blocks;
}

std::vector<RecordedCall> ReadCalls() {
  std::vector<RecordedCall> calls;
  std::map<std::string, int> seen;
  for (const auto& [method, lines] : Blocks(WholeFile(CONTRACT_CALLS), "call")) {
    RecordedCall call;
    call.method = method;
    call.messages = {""};
    call.title = method + " " + std::to_string(++seen[method]);
    for (const std::string& line : lines) {
      if (line == "--") {
        call.messages.emplace_back();
      } else if (line.rfind("keep ", 0) == 0) {
        const auto equals = line.find(" = ");
        call.keeps[line.substr(5, equals - 5)] = line.substr(equals + 3);
      } else {
        call.messages.back() += line + "\n";
      }
    }
    calls.push_back(std::move(call));
  }
  return calls;
}

// The text at `a.b[c.d=value].e`.
std::string TextAt(const Message& message, const std::string& path) {
  const std::string name = path.substr(0, path.find_first_of(".["));
  const auto* field = message.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr) throw std::runtime_error("no field " + path);
  const auto* reflection = message.GetReflection();
  const std::string rest = path.substr(name.size());
  if (rest.empty()) return reflection->GetString(message, field);
  if (rest[0] == '.') {
    return TextAt(reflection->GetMessage(message, field), rest.substr(1));
  }
  const auto close = rest.find(']');
  const std::string condition = rest.substr(1, close - 1);
  const auto equals = condition.find('=');
  for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
    const Message& entry = reflection->GetRepeatedMessage(message, field, i);
    if (TextAt(entry, condition.substr(0, equals)) == condition.substr(equals + 1)) {
      return TextAt(entry, rest.substr(close + 2));
    }
  }
  throw std::runtime_error("nothing at " + path);
}

std::string Today() { return FormatDate(DateOf(SystemClock{}.Now())); }

// How far a stream is tells nothing that stays.
bool IsProgress(const Message& message) {
  const auto* field = message.GetDescriptor()->FindFieldByName("progress");
  return field != nullptr && message.GetReflection()->HasField(message, field);
}

std::string TextOfMessage(const Message& message) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(message, &text);
  return Replaced(text, Today(), "TODAY");
}

// An answer as it is recorded.
std::string Recorded(const OldAnswer& answer, bool shorten) {
  std::string text;
  for (const OldMessage& message : answer.messages) {
    if (IsProgress(*message)) continue;
    KeepMeaning(*message, shorten);
    if (!text.empty()) text += "--\n";
    const std::string said = TextOfMessage(*message);
    text += said.empty() ? "empty\n" : said;
  }
  if (!answer.error.empty()) text += "error " + answer.error + "\n";
  return text.empty() ? "nothing\n" : text;
}

// Messages and error of what was recorded.
struct Golden {
  std::vector<std::string> messages;
  std::string error;
};

Golden GoldenOf(const std::vector<std::string>& lines) {
  Golden golden;
  std::string message;
  const auto finish = [&] {
    if (!message.empty()) golden.messages.push_back(std::exchange(message, ""));
  };
  for (const std::string& line : lines) {
    if (line == "--") {
      finish();
    } else if (line.rfind("error ", 0) == 0) {
      golden.error = line.substr(6);
    } else if (line == "empty") {
      golden.messages.emplace_back();
    } else if (line != "nothing") {
      message += Replaced(line, "TODAY", Today()) + "\n";
    }
  }
  finish();
  return golden;
}

class ContractTest : public ::testing::Test {
 protected:
  std::map<std::string, std::vector<std::string>> Answers() {
    std::map<std::string, std::vector<std::string>> answers;
    for (auto& [title, lines] : Blocks(WholeFile(CONTRACT_ANSWERS), "@answer")) {
      answers[title] = std::move(lines);
    }
    return answers;
  }

  OldAnswer Make(const RecordedCall& call) {
    const auto* method = contract_.Find(call.method);
    if (method == nullptr) throw std::runtime_error("no RPC " + call.method);
    std::vector<OldMessage> requests;
    for (std::string text : call.messages) {
      for (const auto& [name, value] : kept_) {
        text = Replaced(text, "${" + name + "}", value);
      }
      requests.push_back(contract_.Parse(method->input_type(), text));
    }
    OldAnswer answer = contract_.Call(channel_, call.method, requests);
    for (const auto& [name, path] : call.keeps) {
      if (answer.messages.empty()) throw std::runtime_error(call.title + answer.error);
      kept_[name] = TextAt(*answer.messages.front(), path);
    }
    return answer;
  }

  void Compare(const RecordedCall& call, const std::vector<std::string>& recorded,
               const OldAnswer& answer) {
    const Golden golden = GoldenOf(recorded);
    EXPECT_EQ(answer.error, golden.error);
    const auto* type = contract_.Find(call.method)->output_type();
    std::size_t at = 0;
    for (const OldMessage& message : answer.messages) {
      if (IsProgress(*message)) continue;
      ASSERT_LT(at, golden.messages.size()) << "more messages than were recorded";
      KeepMeaning(*message, /*shorten=*/false);
      const OldMessage before = contract_.Parse(type, golden.messages[at++]);
      EXPECT_EQ(ChangeOfMeaning(*before, *message), "");
    }
    EXPECT_EQ(at, golden.messages.size()) << "fewer messages than were recorded";
  }

  const OldContract contract_{CONTRACT_BASELINE};
  std::map<std::string, std::string> kept_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(ContractTest, EveryAnswerStillMeansWhatItMeant) {
  const TempDir folder;
  const TempDir backups;
  const auto server = ServerProcess::Start(folder.File("contract.db"),
                                           {"--backup-folder", backups.path()});
  ASSERT_NE(server, nullptr);
  channel_ = Connect(server->address());
  const bool record = std::getenv("CLAUSEBOOK_UPDATE_GOLDEN") != nullptr;
  const auto recorded = Answers();
  std::string all;
  for (const RecordedCall& call : ReadCalls()) {
    SCOPED_TRACE(call.title);
    const OldAnswer answer = Make(call);
    const auto known = recorded.find(call.title);
    if (known != recorded.end()) {
      Compare(call, known->second, answer);
      all += "@answer " + call.title + "\n";
      for (const std::string& line : known->second) all += line + "\n";
      all += "\n";
      continue;
    }
    EXPECT_TRUE(record) << "no answer is recorded";
    all += "@answer " + call.title + "\n" + Recorded(answer, /*shorten=*/true) + "\n";
  }
  if (record) std::ofstream(CONTRACT_ANSWERS) << all;
}

TEST_F(ContractTest, EveryRpcOfTheOldContractIsCalledAndAnswersWell) {
  std::set<std::string> well;
  const auto answers = Answers();
  for (const RecordedCall& call : ReadCalls()) {
    const auto recorded = answers.find(call.title);
    if (recorded != answers.end() && GoldenOf(recorded->second).error.empty()) {
      well.insert(call.method);
    }
  }
  for (const std::string& method : contract_.Methods()) {
    EXPECT_TRUE(well.contains(method))
        << "add a call of " << method << " to calls.txt, and record its answer";
  }
}

// Turns the first field into another value that `now` has, depth first; false if `skip`
// fields are more than there are.
bool ChangeLeaf(Message& message, int& skip) {
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->message_type() != nullptr && !field->is_repeated()) {
      if (ChangeLeaf(*reflection->MutableMessage(&message, field), skip)) return true;
    } else if (field->message_type() != nullptr) {
      for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
        if (ChangeLeaf(*reflection->MutableRepeatedMessage(&message, field, i), skip)) {
          return true;
        }
      }
    } else if (skip-- == 0) {
      reflection->ClearField(&message, field);
      return true;
    }
  }
  return false;
}

// A test of the test: whatever is taken out of an answer, it is noticed.
TEST_F(ContractTest, AChangeOfAnyFieldIsNoticed) {
  int changes = 0;
  for (const auto& [title, lines] : Answers()) {
    const auto* method = contract_.Find(title.substr(0, title.find(' ')));
    ASSERT_NE(method, nullptr) << title;
    for (const std::string& text : GoldenOf(lines).messages) {
      const OldMessage before = contract_.Parse(method->output_type(), text);
      EXPECT_EQ(ChangeOfMeaning(*before, *before), "") << title;
      for (int nth = 0;; ++nth) {
        const OldMessage now = contract_.Parse(method->output_type(), text);
        int skip = nth;
        if (!ChangeLeaf(*now, skip)) break;
        EXPECT_NE(ChangeOfMeaning(*before, *now), "") << title << ", field " << nth;
        ++changes;
      }
    }
  }
  std::cout << changes << " changes of answers, each noticed.\n";
  EXPECT_GT(changes, 500);
}

}  // namespace
}  // namespace clausebook::testing
