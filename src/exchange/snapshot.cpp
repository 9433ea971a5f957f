// SPDX-License-Identifier: Apache-2.0
#include "exchange/snapshot.h"

#include <cstdlib>
#include <system_error>

namespace filiform::exchange {

namespace fs = std::filesystem;

base::Result<std::unique_ptr<Snapshot>> Snapshot::take(store::Store& store,
                                                       const fs::path& beside) {
    std::string name = (beside / ".filiform-export-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        return tl::unexpected(base::Problem{
            "file.write", beside.string(),
            "No folder can be made there: " + std::generic_category().message(errno) + ".",
            "Name a place that can be written to."});
    std::unique_ptr<Snapshot> snapshot(new Snapshot(name));
    const fs::path copy = snapshot->folder_ / "record";
    if (auto copied = store.backup(copy.string(), ""); !copied)
        return tl::unexpected(copied.error());
    auto opened = store::open_store("sqlite:" + copy.string());
    if (!opened)
        return tl::unexpected(opened.error());
    snapshot->store_ = *std::move(opened);
    return snapshot;
}

Snapshot::~Snapshot() {
    store_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

base::Result<void> Snapshot::each(record::Kind kind, const record::EntryId& patient,
                                  const Work& work) {
    using record::State;
    constexpr std::size_t page_size = 500;
    store::Query query;
    query.kind = kind;
    query.states = {State::Open, State::Signed, State::Superseded, State::Withdrawn,
                    State::Mistaken};
    query.most = page_size;
    if (!patient.is_empty())
        query.patient = patient;
    do {
        const auto page = store_->search(query);
        if (!page)
            return tl::unexpected(page.error());
        for (const record::Entry& entry : page->entries)
            if (auto done = work(entry); !done)
                return done;
        query.after = page->next;
    } while (!query.after.empty());
    return {};
}

} // namespace filiform::exchange
