// What is told of the database, and of what is kept of it in memory.
#include "service/main/monitoring/server_metrics.h"

namespace clausebook::monitoring {
namespace {

using prometheus::MetricType;

double Load(const std::atomic<std::uint64_t>& count) {
  return static_cast<double>(count.load(std::memory_order_relaxed));
}

void AddWork(Families& out, const storage::StoreStats& stats) {
  AddHistogram(out, "clausebook_store_read_seconds",
               "Snapshots, from the first read to the end.", stats.reads);
  AddHistogram(out, "clausebook_store_write_seconds",
               "Write transactions, from their turn to their end.", stats.writes);
  AddHistogram(out, "clausebook_store_commit_seconds",
               "Of them the commit alone: with full durability the disk.", stats.commits);
  AddCounter(out, "clausebook_store_rollbacks_total",
             "Write transactions that were not kept, those that the domain refused "
             "included.",
             Load(stats.rollbacks));
  AddHistogram(out, "clausebook_store_checkpoint_seconds",
               "Folding the write-ahead log back into the file.", stats.checkpoints);
  AddCounter(out, "clausebook_store_checkpoints_blocked_total",
             "Of them those that were not done to the end: a reader was in the way.",
             Load(stats.checkpoints_blocked));
  AddHistogram(out, "clausebook_store_reader_wait_seconds",
               "How long reads waited for a connection.", stats.reader_waits);
  AddCounter(out, "clausebook_store_reader_timeouts_total",
             "Reads that got no connection in time.", Load(stats.reader_timeouts));
}

}  // namespace

void AddStoreFamilies(Families& out, const storage::SqliteStore& store) {
  AddWork(out, store.stats());
  const storage::StoreUse use = store.use();
  AddGauge(out, "clausebook_store_readers", "Connections that read.", use.readers);
  AddGauge(out, "clausebook_store_readers_busy", "Of them those that do.",
           use.readers_busy);
  AddGauge(out, "clausebook_store_file_bytes", "Size of the database's file.",
           static_cast<double>(use.file_bytes));
  AddGauge(out, "clausebook_store_log_bytes", "Size of its write-ahead log's file.",
           static_cast<double>(use.log_bytes));
  AddGauge(out, "clausebook_store_disk_free_bytes",
           "Room on their disk for this process.", static_cast<double>(use.free_bytes));
}

void AddViewFamilies(Families& out, const view::AnswerView& view) {
  const view::AnswerView::Use use = view.use();
  auto& lookups =
      AddFamily(out, "clausebook_view_lookups_total",
                "Looks for what is kept in memory: answers that are ready (by the call), "
                "and publishers' evidence.",
                MetricType::Counter);
  const auto add = [&](const char* what, std::uint64_t hits, std::uint64_t misses) {
    AddSample(lookups, static_cast<double>(hits), {{"what", what}, {"result", "hit"}});
    AddSample(lookups, static_cast<double>(misses), {{"what", what}, {"result", "miss"}});
  };
  add("answers", use.answer_hits, use.answer_misses);
  add("evidence", use.evidence_hits, use.evidence_misses);
  auto& bytes = AddFamily(out, "clausebook_view_bytes", "What is kept takes, about.",
                          MetricType::Gauge);
  AddSample(bytes, static_cast<double>(use.answer_bytes), {{"what", "answers"}});
  AddSample(bytes, static_cast<double>(use.evidence_bytes), {{"what", "evidence"}});
  auto& entries = AddFamily(out, "clausebook_view_entries",
                            "Apps with answers, and publishers with evidence, in memory.",
                            MetricType::Gauge);
  AddSample(entries, static_cast<double>(use.answer_entries), {{"what", "answers"}});
  AddSample(entries, static_cast<double>(use.evidence_entries), {{"what", "evidence"}});
}

}  // namespace clausebook::monitoring
