// The commands on the catalogue: `questions` and `properties`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kShippedHelp[] = "What this program ships: no server is asked";

}  // namespace

void Parser::AddCatalogCommands() {
  CLI::App* questions = Add(app, "questions", "List the questions; search; show one",
                            "  clausebook questions --topic hosting\n"
                            "  clausebook questions search encrypted backups\n"
                            "  clausebook questions show stores-data-off-atlassian\n"
                            "  clausebook questions --shipped");
  questions->require_subcommand(0, 1);
  questions->add_option("--topic", questions_.topic, "Only of this topic")
      ->type_name("TOPIC");
  questions->add_flag("--ids", questions_.ids, "Ids only, one a line");
  questions->add_flag("--shipped", questions_.shipped, kShippedHelp);
  using What = QuestionsOptions::What;
  CLI::App* search = Add(*questions, "search", "Find questions by words",
                         "  clausebook questions search delete after uninstall");
  search->add_option("words", questions_.words, "What to look for")
      ->required()
      ->type_name("WORD");
  search->callback([this] { questions_.what = What::kSearch; });
  CLI::App* show = Add(*questions, "show", "One question: wordings, definition, logic",
                       "  clausebook questions show encrypted-at-rest");
  show->add_option("question", questions_.name, "Its id")
      ->required()
      ->type_name("QUESTION");
  show->callback([this] { questions_.what = What::kShow; });
  questions->callback([this] { chosen = questions_; });
  AddPropertiesCommand();
}

void Parser::AddPropertiesCommand() {
  CLI::App* properties = Add(
      app, "properties", "List what facts can state: the vocabulary; search; show one",
      "  clausebook properties --topic storage\n"
      "  clausebook properties --evidence manifest --ids\n"
      "  clausebook properties search encrypted at rest\n"
      "  clausebook properties show storage.locations\n"
      "  clausebook properties --shipped --output json");
  properties->require_subcommand(0, 1);
  properties
      ->add_option("--topic", properties_.topic,
                   "Only of this topic, the part of the id before the dot")
      ->type_name("TOPIC");
  properties
      ->add_option("--evidence", properties_.evidence,
                   "Only what this can show: policy, manifest, descriptor, platform, "
                   "attestation")
      ->type_name("EVIDENCE");
  properties->add_flag("--ids", properties_.ids, "Ids only, one a line");
  properties->add_flag("--shipped", properties_.shipped, kShippedHelp);
  using What = PropertiesOptions::What;
  CLI::App* search = Add(*properties, "search", "Find properties by words",
                         "  clausebook properties search backups");
  search->add_option("words", properties_.words, "What to look for")
      ->required()
      ->type_name("WORD");
  search->callback([this] { properties_.what = What::kSearch; });
  CLI::App* show = Add(*properties, "show",
                       "One property: meaning, values, and which questions read it",
                       "  clausebook properties show storage.locations");
  show->add_option("property", properties_.name, "Its id")
      ->required()
      ->type_name("PROPERTY");
  show->callback([this] { properties_.what = What::kShow; });
  properties->callback([this] { chosen = properties_; });
}

}  // namespace clausebook::cli
