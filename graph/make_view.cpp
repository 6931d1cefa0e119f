#include "graph/make_view.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "graph/meetings.hpp"
#include "graph/select.hpp"

namespace diplograph {

namespace {

struct Acting {
    std::string entity, role;
};
struct EventRow {
    std::string key, type, status, name, place, place_name, part_of, date;
    std::optional<Date> first, last;
    double confidence = 0;
    std::vector<Acting> participants;
    std::vector<std::string> sources, quotes;
};
struct EntityRow {
    std::string name, kind, country, office;
    std::optional<double> latitude, longitude;
    std::vector<std::string> aliases;
};

/// Reads what a filter leaves and puts it into one of the shapes.
class ViewMaker {
public:
    ViewMaker(Store& store, Shape shape, EventFilter const& filter) : d_(store.database()), as_of_(filter.as_of) {
        view_.shape = shape;
        view_.directed = shape == Shape::events || shape == Shape::places;
        for (auto const& row : events(store, filter).rows) wanted_.insert(std::get<std::string>(row.back()));
        read();
    }

    View run() {
        switch (view_.shape) {
            case Shape::events: with_events(true); break;
            case Shape::places: with_events(false); break;
            case Shape::actors: projection(false); break;
            case Shape::countries: projection(true); break;
        }
        sort();
        return std::move(view_);
    }

private:
    void read() {
        Statement entity = d_.prepare("SELECT key, name, kind, country, latitude, longitude FROM entities");
        while (entity.step()) entities_[entity.text(0)] = {entity.text(1), entity.text(2), entity.text(3), {}, entity.maybe_real(4), entity.maybe_real(5), {}};
        Statement alias = d_.prepare("SELECT entity, alias FROM aliases ORDER BY entity, alias");
        while (alias.step()) entities_[alias.text(0)].aliases.push_back(alias.text(1));
        Statement office = d_.prepare(
            "SELECT j.node, r.title, count(*) AS n FROM judgements j JOIN report_roles r ON r.report = j.report WHERE j.layer = 'entity' GROUP BY j.node, r.title ORDER BY j.node, n DESC, r.title");
        while (office.step())
            if (entities_[office.text(0)].office.empty()) entities_[office.text(0)].office = office.text(1);
        Statement event = d_.prepare("SELECT e.key, e.type, " + status_by(as_of_) + ", e.name, e.place, e.place_name, e.part_of, e.first, e.last, e.confidence, e.latitude, e.longitude, " + from_day() + " FROM events e ORDER BY e.key");
        while (event.step()) {
            if (wanted_.count(event.text(0)) == 0) continue;
            EventRow e{event.text(0), event.text(1), event.text(2), event.text(3), event.text(4), event.text(5), event.text(6), event.text(12), parse_date(event.text(7)), parse_date(event.text(8)), event.real(9), {}, {}, {}};
            if (e.first) e.last = std::max(*e.first, e.last.value_or(*e.first));
            if (!event.is_null(10)) positions_.try_emplace(e.place, event.real(10), event.real(11));
            index_[e.key] = events_.size();
            events_.push_back(std::move(e));
        }
        Statement part = d_.prepare("SELECT p.event, p.entity, p.role FROM participants p WHERE p.attendance = 'present'" + named_by(as_of_, "p") + " ORDER BY p.event, p.entity");
        while (part.step())
            if (auto const found = index_.find(part.text(0)); found != index_.end()) events_[found->second].participants.push_back({part.text(1), part.text(2)});
        Statement quote = d_.prepare("SELECT v.event, v.sentence FROM v_evidence v JOIN articles a ON a.key = v.article" + published_by(as_of_, "a.published") + " ORDER BY v.event, v.article, v.sentence_first, v.trigger_first");
        while (quote.step()) {
            auto const found = index_.find(quote.text(0));
            if (found == index_.end()) continue;
            std::vector<std::string>& quotes = events_[found->second].quotes;
            if (std::find(quotes.begin(), quotes.end(), quote.text(1)) == quotes.end()) quotes.push_back(quote.text(1));
        }
        Statement source = d_.prepare("SELECT DISTINCT v.event, v.article FROM v_reports v WHERE 1" + published_by(as_of_, "v.published") + " ORDER BY v.event, v.article");
        while (source.step())
            if (auto const found = index_.find(source.text(0)); found != index_.end()) events_[found->second].sources.push_back(source.text(1));
    }

    static void add_spell(std::vector<Spell>& spells, EventRow const& e) {
        if (e.first) spells.push_back({*e.first, *e.last});
    }

    std::uint32_t entity_node(std::string const& key) {
        auto const [entry, fresh] = nodes_.try_emplace(key, static_cast<std::uint32_t>(view_.nodes.size()));
        if (!fresh) return entry->second;
        EntityRow const& row = entities_[key];
        ViewNode node;
        node.id = key;
        node.label = row.name.empty() ? key : row.name;
        node.kind = row.kind;
        node.country = row.country;
        if (row.kind.empty()) {  // a state that no article names, but its people
            node.kind = "country";
            node.country = key.substr(key.find('/') + 1);
            node.label = node.country;
        }
        node.detail = row.office;
        node.aliases = row.aliases;
        node.latitude = row.latitude;
        node.longitude = row.longitude;
        if (auto const at = positions_.find(key); at != positions_.end() && !node.latitude) {
            node.latitude = at->second.first;
            node.longitude = at->second.second;
        }
        node.size = 0;
        view_.nodes.push_back(std::move(node));
        return entry->second;
    }

    std::uint32_t event_node(EventRow const& e) {
        auto const [entry, fresh] = nodes_.try_emplace(e.key, static_cast<std::uint32_t>(view_.nodes.size()));
        if (!fresh) return entry->second;
        ViewNode node;
        node.id = e.key;
        node.kind = e.type;
        node.is_event = true;
        node.status = e.status;
        node.label = e.name.empty() ? e.type : e.name;
        if (!e.place_name.empty() && e.name.find(e.place_name) == std::string::npos) node.label += ", " + e.place_name;
        if (!e.date.empty()) node.label += ", " + e.date;
        node.detail = e.place_name;
        node.sources = e.sources;
        node.quotes = e.quotes;
        if (auto const at = positions_.find(e.place); at != positions_.end()) {
            node.latitude = at->second.first;
            node.longitude = at->second.second;
        }
        add_spell(node.spells, e);
        node.size = static_cast<double>(std::max<std::size_t>(1, e.sources.size()));
        view_.nodes.push_back(std::move(node));
        return entry->second;
    }

    void edge(std::uint32_t from, std::uint32_t to, std::string const& relation, EventRow const& e) {
        auto const [entry, fresh] = edges_.try_emplace({from, to, relation}, view_.edges.size());
        if (fresh) {
            ViewEdge made;
            made.source = from;
            made.target = to;
            made.relation = relation;
            made.label = relation;
            made.weight = 0;
            made.confidence = 0;
            view_.edges.push_back(std::move(made));
        }
        ViewEdge& x = view_.edges[entry->second];
        x.weight += 1;
        x.events.push_back(e.key);
        x.confidence = std::max(*x.confidence, e.confidence);
        x.sources.insert(x.sources.end(), e.sources.begin(), e.sources.end());
        add_spell(x.spells, e);
        for (std::uint32_t const n : {from, to}) {
            if (view_.nodes[n].is_event) continue;
            view_.nodes[n].size += 1;
            add_spell(view_.nodes[n].spells, e);
        }
    }

    void with_events(bool actors) {
        for (EventRow const& e : events_) {
            if (!actors && e.place.empty()) continue;
            std::uint32_t const node = event_node(e);
            if (actors)
                for (Acting const& p : e.participants) edge(entity_node(p.entity), node, p.role, e);
            if (!e.place.empty() && entities_.count(e.place) > 0) edge(node, entity_node(e.place), "located_in", e);
        }
        for (EventRow const& e : events_)
            if (auto const whole = index_.find(e.part_of); actors && whole != index_.end()) edge(event_node(e), event_node(events_[whole->second]), "part_of", e);
    }

    /// Who met whom, or which states did: one edge a pair, with all their events.
    void projection(bool countries) {
        for (EventRow const& e : events_) {
            bool const meeting = std::find(meeting_types().begin(), meeting_types().end(), e.type) != meeting_types().end();
            if (!meeting || (e.status != "occurred" && e.status != "ongoing")) continue;
            if (countries) {
                std::set<std::string> states;
                for (Acting const& p : e.participants)
                    if (std::string const& country = entities_[p.entity].country; !country.empty()) states.insert("country/" + country);
                for (auto a = states.begin(); a != states.end(); ++a)
                    for (auto b = std::next(a); b != states.end(); ++b) edge(entity_node(*a), entity_node(*b), "met", e);
                continue;
            }
            std::vector<Attendee> sides;
            for (Acting const& p : e.participants) sides.push_back({entities_[p.entity].kind, entities_[p.entity].country});
            for (auto const& [a, b] : who_met_whom(sides)) edge(entity_node(e.participants[a].entity), entity_node(e.participants[b].entity), "met", e);
        }
    }

    /// Puts nodes and edges into the order of their keys and drops doubles in their lists.
    void sort() {
        std::vector<std::uint32_t> order(view_.nodes.size()), place(view_.nodes.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return view_.nodes[a].id < view_.nodes[b].id; });
        std::vector<ViewNode> nodes;
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            place[order[i]] = i;
            nodes.push_back(std::move(view_.nodes[order[i]]));
        }
        view_.nodes = std::move(nodes);
        auto const tidy = [](auto& list) {
            std::sort(list.begin(), list.end());
            list.erase(std::unique(list.begin(), list.end()), list.end());
        };
        // Gephi refuses spells that overlap.
        auto const join = [&](std::vector<Spell>& spells) {
            tidy(spells);
            std::size_t last = 0;
            for (std::size_t i = 1; i < spells.size(); ++i) {
                if (spells[i].start <= spells[last].end) spells[last].end = std::max(spells[last].end, spells[i].end);
                else spells[++last] = spells[i];
            }
            if (!spells.empty()) spells.resize(last + 1);
        };
        for (ViewNode& n : view_.nodes) {
            join(n.spells);
            n.size = std::max(1.0, n.size);
        }
        for (ViewEdge& e : view_.edges) {
            e.source = place[e.source];
            e.target = place[e.target];
            join(e.spells);
            tidy(e.events);
            tidy(e.sources);
            if (!view_.directed && e.source > e.target) std::swap(e.source, e.target);
        }
        std::sort(view_.edges.begin(), view_.edges.end(),
                  [](ViewEdge const& a, ViewEdge const& b) { return std::tie(a.source, a.target, a.relation) < std::tie(b.source, b.target, b.relation); });
        for (std::size_t i = 0; i < view_.edges.size(); ++i) view_.edges[i].id = "e" + std::to_string(i + 1);
    }

    Database& d_;
    std::optional<Date> as_of_;
    View view_;
    std::set<std::string> wanted_;
    std::map<std::string, EntityRow> entities_;
    std::vector<EventRow> events_;
    std::map<std::string, std::size_t> index_;
    std::map<std::string, std::pair<double, double>> positions_;
    std::map<std::string, std::uint32_t> nodes_;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, std::size_t> edges_;
};

}  // namespace

View make_view(Store& store, Shape shape, EventFilter const& filter) { return ViewMaker(store, shape, filter).run(); }

}  // namespace diplograph
