// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <limits>

#include "server/fhir_made.h"
#include "server/fhir_search.h"
#include "server/search_limits.h"

namespace filiform::server {

namespace {

constexpr std::size_t most_looked_at = 20000;
constexpr std::size_t page_size = 200;
constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

using Match = store::Query::Condition::Match;

/// Where a page ended: in which query, behind which resource of the store's page after `after`.
struct Place {
    std::size_t query = 0;
    std::string last;
    std::string after;
};

std::string written(const Place& place) {
    return std::to_string(place.query) + "~" + place.last + "~" + place.after;
}

std::optional<std::size_t> whole_number(std::string_view text) {
    std::size_t value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

base::Problem no_place() {
    return {"fhir.search_value", "_after", "No page ended there.",
            "Follow the links of the page before."};
}

std::optional<Place> read_place(std::string_view text) {
    if (text.empty())
        return Place{};
    const std::size_t first = text.find('~');
    const std::size_t second = first == std::string_view::npos ? first : text.find('~', first + 1);
    if (second == std::string_view::npos)
        return std::nullopt;
    const auto query = whole_number(text.substr(0, first));
    if (!query)
        return std::nullopt;
    return Place{*query, std::string(text.substr(first + 1, second - first - 1)),
                 std::string(text.substr(second + 1))};
}

class Walker {
  public:
    Walker(FhirDesk& at, const Walk& walk) : at_(at), walk_(walk) {}

    base::Result<FoundResources> find() {
        auto place = read_place(walk_.after);
        if (!place || place->query > walk_.queries.size())
            return tl::unexpected(no_place());
        for (place_ = *std::move(place); place_.query < walk_.queries.size();
             place_ = {place_.query + 1, "", ""}) {
            auto done = walk_query(walk_.queries[place_.query]);
            if (!done)
                return tl::unexpected(done.error());
            if (*done)
                break;
        }
        return std::move(found_);
    }

  private:
    /// Whether the page is full.
    base::Result<bool> walk_query(store::Query query) {
        query.most = page_size;
        while (true) {
            query.after = place_.after;
            const auto page = at_.desk().store.search(query);
            if (!page)
                return tl::unexpected(page.error().code == "store.query" ? no_place()
                                                                         : page.error());
            auto full = take_page(query, page->entries);
            if (!full || *full)
                return full;
            if (page->next.empty())
                return false;
            place_ = {place_.query, "", page->next};
            looked_at_ += page->entries.size();
            if (looked_at_ >= most_looked_at) {
                found_.next = written(place_);
                found_.is_cut_short = true;
                return true;
            }
        }
    }

    base::Result<bool> take_page(const store::Query& query,
                                 const std::vector<record::Entry>& entries) {
        std::vector<std::pair<fhir::Resource, std::size_t>> all; // and the entry they are of
        for (std::size_t i = 0; i < entries.size(); ++i) {
            auto shown = shown_of(entries[i]);
            if (!shown)
                return tl::unexpected(shown.error());
            for (fhir::Resource& one : *shown)
                all.emplace_back(std::move(one), i);
        }
        const auto last = std::find_if(all.begin(), all.end(), [&](const auto& one) {
            return !place_.last.empty() && key_of(one.first) == place_.last;
        });
        std::vector<record::Entry> seen;
        bool is_full = false;
        for (auto one = last == all.end() ? all.begin() : last + 1; one != all.end(); ++one) {
            if (found_.resources.size() == walk_.count) {
                found_.next = written(place_);
                is_full = true;
                break;
            }
            place_.last = key_of(one->first);
            if (seen.empty() || seen.back().id != entries[one->second].id)
                seen.push_back(entries[one->second]);
            found_.resources.push_back(std::move(one->first));
        }
        if (!seen.empty())
            note_search(at_.desk(), at_.call(), query, seen);
        return is_full;
    }

    static std::string key_of(const fhir::Resource& resource) {
        return std::string(fhir::text(resource.type)) + "/" + resource.id;
    }

    base::Result<std::vector<fhir::Resource>> shown_of(const record::Entry& entry) {
        const auto withheld = at_.restricted().is_withheld(entry.patient);
        if (!withheld)
            return tl::unexpected(withheld.error());
        if (*withheld) {
            found_.withholds_some = true;
            return std::vector<fhir::Resource>();
        }
        const Wish see{entry.kind, record::Action::See, true};
        if (!permit(at_.call().caller, see, entry))
            return std::vector<fhir::Resource>();
        auto all = at_.resources(entry, walk_.only);
        if (all && walk_.matches)
            std::erase_if(*all, [&](const fhir::Resource& one) { return !walk_.matches(one); });
        return all;
    }

    FhirDesk& at_;
    const Walk& walk_;
    Place place_;
    FoundResources found_;
    std::size_t looked_at_ = 0;
};

store::Query store_query(const fhir::EntryQuery& asked) {
    store::Query query;
    query.kind = asked.kind;
    query.ids = asked.ids;
    for (const fhir::EntryQuery::Condition& one : asked.all) {
        const Match match = one.is_beginning     ? Match::Beginning
                            : one.values.empty() ? Match::Between
                                                 : Match::Exactly;
        query.all.push_back({one.term, match, one.values, one.from, one.before, false});
    }
    query.changed_from = asked.changed_from;
    query.changed_before = asked.changed_before;
    query.order_by = asked.order_by;
    query.is_descending = asked.is_descending;
    return query;
}

Walk walk_of(const fhir::Search& search, Narrowed narrowed) {
    Walk walk;
    walk.queries = std::move(narrowed.queries);
    walk.only = search.type;
    walk.matches = [&search](const fhir::Resource& one) { return fhir::matches(one, search); };
    walk.count = search.count;
    walk.after = search.after;
    return walk;
}

/// What has no value comes last, whichever way.
bool goes_before(const fhir::Resource& a, const fhir::Resource& b, const fhir::Search& search) {
    for (const auto& [parameter, is_descending] : search.sort) {
        const std::string left = fhir::sort_key(a, *parameter);
        const std::string right = fhir::sort_key(b, *parameter);
        if (left == right)
            continue;
        if (left.empty() || right.empty())
            return right.empty();
        return is_descending ? left > right : left < right;
    }
    return a.id < b.id;
}

/// Looks at everything and sorts it here.
base::Result<FoundResources> find_sorted(FhirDesk& at, const fhir::Search& search,
                                         Narrowed narrowed) {
    Walk all = walk_of(search, std::move(narrowed));
    all.count = no_limit;
    all.after.clear();
    auto found = walk(at, all);
    if (!found)
        return found;
    if (found->is_cut_short)
        return tl::unexpected(base::Problem{"fhir.too_costly", "_sort",
                                            "This finds too much to be sorted.",
                                            "Ask for less, or for no order."});
    auto page = sorted_page(std::move(found->resources), search);
    if (page)
        page->withholds_some = found->withholds_some;
    return page;
}

base::Result<std::optional<std::int64_t>> count_of(const base::Result<FoundResources>& found) {
    if (!found)
        return tl::unexpected(found.error());
    if (found->is_cut_short)
        return std::optional<std::int64_t>();
    return std::optional(static_cast<std::int64_t>(found->resources.size()));
}

} // namespace

base::Result<FoundResources> walk(FhirDesk& at, const Walk& walk) {
    return Walker(at, walk).find();
}

base::Result<Narrowed> narrowed(const FhirDesk& at, const fhir::Search& search) {
    Narrowed made;
    const auto all = fhir::entry_queries(search);
    base::Problem refused{"request.forbidden", "", "You may not search these.",
                          "Ask the clinic's lead."};
    for (const fhir::EntryQuery& one : all) {
        store::Query query = store_query(one);
        if (const auto may = narrow(query, at.call().caller); !may) {
            refused = may.error();
            continue;
        }
        if (const auto taken = take_in_doubles(at.desk(), query); !taken)
            return tl::unexpected(taken.error());
        made.is_exact = made.is_exact && one.is_exact;
        made.is_ordered = made.is_ordered && one.is_ordered;
        made.queries.push_back(std::move(query));
    }
    if (made.queries.empty())
        return tl::unexpected(refused);
    return made;
}

base::Result<FoundResources> sorted_page(std::vector<fhir::Resource> all,
                                         const fhir::Search& search) {
    const auto from =
        search.after.empty() ? std::optional<std::size_t>(0) : whole_number(search.after);
    if (!from)
        return tl::unexpected(no_place());
    std::sort(all.begin(), all.end(),
              [&](const auto& a, const auto& b) { return goes_before(a, b, search); });
    const std::size_t first = std::min(*from, all.size());
    const std::size_t end = first + std::min(search.count, all.size() - first);
    FoundResources page;
    page.next = end < all.size() ? std::to_string(end) : "";
    page.resources.assign(std::move_iterator(all.begin() + static_cast<std::ptrdiff_t>(first)),
                          std::move_iterator(all.begin() + static_cast<std::ptrdiff_t>(end)));
    return page;
}

base::Result<FoundResources> find_resources(FhirDesk& at, const fhir::Search& asked) {
    if (is_made(asked.type))
        return search_made(at, asked);
    const auto search = with_doubles(at, asked);
    if (!search)
        return tl::unexpected(search.error());
    auto made = narrowed(at, *search);
    if (!made)
        return tl::unexpected(made.error());
    const bool is_ordered = made->is_ordered && made->queries.size() == 1;
    if (!search->sort.empty() && !is_ordered)
        return find_sorted(at, *search, *std::move(made));
    return walk(at, walk_of(*search, *std::move(made)));
}

base::Result<std::optional<std::int64_t>> count_resources(FhirDesk& at, const fhir::Search& asked) {
    fhir::Search whole = asked;
    whole.count = no_limit;
    whole.after.clear();
    if (is_made(asked.type))
        return count_of(search_made(at, whole));
    const auto search = with_doubles(at, std::move(whole));
    if (!search)
        return tl::unexpected(search.error());
    auto made = narrowed(at, *search);
    if (!made)
        return tl::unexpected(made.error());
    if (!made->is_exact)
        return count_of(walk(at, walk_of(*search, *std::move(made))));
    std::int64_t total = 0;
    for (store::Query query : made->queries) {
        query.with_total = true;
        query.most = 1;
        const auto page = at.desk().store.search(query);
        if (!page)
            return tl::unexpected(page.error());
        total += page->total.value_or(0);
    }
    return std::optional(total);
}

} // namespace filiform::server
