#include "tests/unit/checking/sources.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <variant>

#include "service/base/error.h"
#include "service/catalog/catalog.h"
#include "service/evidence/candidate.h"
#include "service/evidence/fact_book.h"
#include "storage/memory/memory_store.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"

namespace clausebook::checking {
namespace {

using testing::Must;

const catalog::Catalog& TheCatalog() {
  static const auto* const catalog =
      new catalog::Catalog(Must(catalog::Catalog::Embedded()));
  return *catalog;
}

void Apply(storage::Store& store, const evidence::BookFiles& files) {
  const auto book = evidence::ParseBook(files, TheCatalog(), {});
  if (!book.ok()) {
    const auto detail = GetErrorDetail(book.status());
    throw std::invalid_argument(detail && !detail->faults.empty()
                                    ? detail->faults[0].message + " " +
                                          detail->faults[0].hint
                                    : std::string(book.status().message()));
  }
  Must(store
           .Write(nullptr,
                  [&](storage::WriteTransaction& transaction) {
                    return evidence::ApplyBook(*book, "", transaction).status();
                  })
           .status());
}

evidence::BookFiles FilesBelow(const std::string& dir) {
  evidence::BookFiles files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(dir)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    files[entry.path().lexically_relative(dir).generic_string()] = text.str();
  }
  return files;
}

}  // namespace

Sources::Sources() { Policy("privacy", "Privacy Policy"); }

Sources& Sources::Policy(const std::string& id, const std::string& title,
                         const std::string& url) {
  policies_.push_back({id, title, url, title + "\n"});
  return *this;
}

Sources& Sources::Writes(const std::string& sentence) {
  policies_.back().text += "\n" + sentence + "\n";
  return *this;
}

Sources& Sources::Says(const std::string& property, const std::string& what,
                       const std::string& more) {
  const std::string number = std::to_string(++count_);
  Writes("Sentence " + number + ".");
  facts_ += "  - {id: f" + number + ", property: " + property + ", " + what +
            ", policy: " + policies_.back().id + ", quote: Sentence " + number + "." +
            (more.empty() ? "" : ", " + more) + "}\n";
  return *this;
}

Sources& Sources::Attests(const std::string& property, const std::string& what,
                          const std::string& more) {
  facts_ += "  - {id: f" + std::to_string(++count_) + ", property: " + property + ", " +
            what + (more.empty() ? "" : ", " + more) +
            ", attestation: {by: Mara Lind, on: 2026-01-01, statement: It is so.}}\n";
  return *this;
}

Sources& Sources::Website(const std::string& url) {
  website_ = url;
  return *this;
}

Sources& Sources::Manifest(const std::string& yaml) {
  declaration_ = yaml;
  kind_ = model::PolicyKind::kForgeManifest;
  return *this;
}

Sources& Sources::Descriptor(const std::string& json) {
  declaration_ = json;
  kind_ = model::PolicyKind::kConnectDescriptor;
  return *this;
}

Sources& Sources::OnForge() {
  on_forge_ = true;
  return *this;
}

std::string Sources::Book() const {
  std::string book = "clausebook: 1\nvendor:\n  id: lanternfish\n  name: Lanternfish\n";
  if (!website_.empty()) book += "  website: " + website_ + "\n";
  book += "apps:\n  - {id: soundings, name: Soundings}\npolicies:\n";
  for (const OnePolicy& policy : policies_) {
    book += "  - id: " + policy.id + "\n    title: " + policy.title + "\n";
    if (!policy.url.empty()) book += "    url: " + policy.url + "\n";
    book += "    revisions: [{file: " + policy.id + ".txt, effective: 2026-01-01}]\n";
  }
  if (!facts_.empty()) book += "facts:\n" + facts_;
  return book;
}

std::vector<Finding> Sources::Check() const {
  testing::FakeClock clock;
  storage::MemoryStore store(&clock);
  evidence::BookFiles files = {{evidence::kBookFile, Book()}};
  for (const OnePolicy& policy : policies_) files[policy.id + ".txt"] = policy.text;
  Apply(store, files);
  const model::Publisher forge{model::PublisherKind::kPlatform, "forge"};
  const model::Publisher vendor{model::PublisherKind::kVendor, "lanternfish"};
  if (on_forge_) {
    Apply(store,
          FilesBelow(std::string(CLAUSEBOOK_SOURCE_DIR) + "/deploy/platforms/forge"));
  }
  auto snapshot = Must(store.Read(nullptr));
  CheckInput input;
  input.catalog = &TheCatalog();
  input.as_of = testing::Day("2026-11-01");
  input.vendor = Must(snapshot->GetVendor("lanternfish", kEndOfTime));
  input.app = Must(snapshot->GetApp({"lanternfish", "soundings"}, kEndOfTime));
  input.evidence = Must(snapshot->LoadEvidence(vendor, kEndOfTime));
  if (on_forge_) {
    input.platforms.push_back(Must(snapshot->LoadEvidence(forge, kEndOfTime)));
  }
  if (!declaration_.empty()) {
    auto candidate = Must(evidence::WithDeclaration(
        *input.evidence, input.app.ref, kind_, declaration_, input.as_of, TheCatalog()));
    input.evidence =
        std::make_shared<const model::EvidenceBase>(std::move(candidate.base));
  }
  return CheckApp(input);
}

std::vector<std::string> Kinds(const std::vector<Finding>& findings) {
  std::vector<std::string> kinds;
  for (const Finding& finding : findings) {
    kinds.push_back(std::string(NameOf(finding.gravity)) + " " +
                    std::string(finding.pattern->id));
  }
  return kinds;
}

Finding Only(const std::string& pattern, const std::vector<Finding>& findings) {
  std::vector<Finding> matching;
  std::string all;
  for (const Finding& finding : findings) {
    if (finding.pattern->id == pattern) matching.push_back(finding);
    all += std::string(finding.pattern->id) + ": " + finding.message + "\n";
  }
  if (matching.size() != 1) throw std::invalid_argument("found: " + all);
  return matching.front();
}

std::vector<std::string> Cited(const std::vector<answering::Citation>& side) {
  std::vector<std::string> cited;
  for (const auto& citation : side) {
    if (const auto* said = std::get_if<model::Attestation>(&citation.source)) {
      cited.push_back(said->attester);
      continue;
    }
    const auto& clause = std::get<answering::ClauseCitation>(citation.source);
    cited.push_back(clause.entry_path.empty() ? clause.quote : clause.entry_path);
  }
  return cited;
}

std::string ForgeManifest(const std::string& permissions, const std::string& more) {
  return R"(app:
  id: ari:cloud:ecosystem::app/00000000-0000-4000-8000-000000000009
  runtime: {name: nodejs22.x}
modules:
  jira:issuePanel:
    - {key: panel, title: Soundings, resource: main, resolver: {function: resolver}}
  function:
    - {key: resolver, handler: index.handler}
resources:
  - {key: main, path: static/main}
permissions:
  scopes: [read:jira-work]
)" + permissions +
         more;
}

std::string Backend(const std::string& entry) {
  return ForgeManifest("  external:\n    fetch:\n      backend:\n        - " + entry +
                       "\n");
}

}  // namespace clausebook::checking
