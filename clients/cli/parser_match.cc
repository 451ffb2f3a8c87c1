// The commands `match`, `questionnaires` and `mappings`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kMatchExamples[] =
    R"(  clausebook match 'Where is our data stored and for how long?'
  clausebook match 'Do you refrain from selling data?' --vendor lanternfish
  clausebook match 'Is data encrypted?' --questionnaire caiq-v4 --item CEK-03

Shows which questions of the catalogue a wording asks, and why; where nobody knows, what it
may ask. With --vendor the wordings count that a person confirmed for that vendor.)";

constexpr char kMappingsExamples[] =
    R"(  clausebook mappings --vendor lanternfish
  clausebook mappings confirm 'Any off-platform copies?' --vendor lanternfish \
      --question stores-data-off-atlassian --by 'Mara Lind'
  clausebook mappings confirm 'Are doors fire-proof?' --vendor lanternfish --nothing \
      --by 'Mara Lind'
  clausebook mappings revoke vendors/lanternfish/mappings/M --by 'Mara Lind'

What a person confirmed counts from then on for that vendor's questionnaires.)";

constexpr char kWhoHelp[] = "Who says so; recorded (environment: CLAUSEBOOK_REVIEWER)";

void AddWho(CLI::App& command, std::string& by) {
  command.add_option("--by", by, kWhoHelp)
      ->envname("CLAUSEBOOK_REVIEWER")
      ->required()
      ->type_name("NAME");
}

}  // namespace

void Parser::AddMatchCommand() {
  CLI::App* match =
      Add(app, "match", "Say what a customer's wording asks, and why", kMatchExamples);
  match->add_option("wording", match_.wordings, "Wordings, each in quotes")
      ->required()
      ->type_name("WORDING");
  match->add_option("--vendor", match_.vendor, "Whose confirmed wordings count")
      ->type_name("VENDOR");
  match
      ->add_option("--questionnaire", match_.questionnaire,
                   "The known questionnaire that it comes from")
      ->type_name("QUESTIONNAIRE");
  match->add_option("--item", match_.item, "Its id there")->type_name("ITEM");
  match->callback([this] { chosen = match_; });

  CLI::App* questionnaires =
      Add(app, "questionnaires", "List the known questionnaires; show one",
          "  clausebook questionnaires\n"
          "  clausebook questionnaires show marketplace-privacy-security");
  questionnaires->require_subcommand(0, 1);
  questionnaires->add_flag("--ids", questionnaires_.ids, "Ids only, one a line");
  Add(*questionnaires, "list", "List them (also without a command)",
      "  clausebook questionnaires list");
  CLI::App* show = Add(*questionnaires, "show", "One with its items and what they ask",
                       "  clausebook questionnaires show marketplace-privacy-security");
  show->add_option("questionnaire", questionnaires_.name, "Its id or name")
      ->required()
      ->type_name("QUESTIONNAIRE");
  questionnaires->callback([this] { chosen = questionnaires_; });
}

void Parser::AddMappingsCommand() {
  using What = MappingsOptions::What;
  CLI::App* mappings =
      Add(app, "mappings", "What people said that wordings ask: list, confirm, revoke",
          kMappingsExamples);
  mappings->require_subcommand(0, 1);
  mappings->add_option("--vendor", mappings_.vendor, "Whose they are")
      ->type_name("VENDOR");
  mappings->add_flag("--revoked", mappings_.revoked, "Also those that were revoked");
  Add(*mappings, "list", "List them (also without a command)",
      "  clausebook mappings list --vendor lanternfish --revoked");

  CLI::App* confirm = Add(*mappings, "confirm", "Record what a wording asks",
                          "  clausebook mappings confirm 'Sold?' --question data-sold "
                          "--vendor lanternfish --by 'Mara Lind'");
  confirm->add_option("wording", mappings_.wording, "The wording, as it is asked")
      ->required()
      ->type_name("WORDING");
  const auto add_questions = [&](const char* name, std::vector<std::string>& ids,
                                 const char* help) {
    return confirm->add_option(name, ids, help)
        ->type_name("QUESTION")
        ->expected(1)
        ->take_all();
  };
  auto* questions = add_questions("--question", mappings_.questions,
                                  "It asks this question; may be repeated");
  auto* opposites = add_questions("--opposite", mappings_.opposites,
                                  "It asks the opposite of this; may be repeated");
  confirm
      ->add_flag("--nothing", mappings_.nothing, "It asks nothing that is answered here")
      ->excludes(questions)
      ->excludes(opposites);
  AddWho(*confirm, mappings_.by);
  confirm->callback([this] { mappings_.what = What::kConfirm; });

  CLI::App* revoke = Add(*mappings, "revoke", "Take one back; it stays on record",
                         "  clausebook mappings revoke vendors/v/mappings/M --by 'Mara "
                         "Lind' --reason 'Too wide.'");
  revoke->add_option("mapping", mappings_.name, "Its resource name")
      ->required()
      ->type_name("MAPPING");
  revoke->add_option("--reason", mappings_.reason, "Why")->type_name("TEXT");
  AddWho(*revoke, mappings_.by);
  revoke->callback([this] { mappings_.what = What::kRevoke; });
  mappings->callback([this] { chosen = mappings_; });
}

}  // namespace clausebook::cli
