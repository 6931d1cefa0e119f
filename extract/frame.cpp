#include <algorithm>
#include <set>

#include "extract/setting.hpp"

namespace diplograph {

namespace {

/// What an article leaves unsaid because it said it before: where a meeting was.
class Frame {
public:
    explicit Frame(Document& document) : d_(document), home_(dateline()) {}

    void run() {
        abroad_ = home_ && std::any_of(d_.events.begin(), d_.events.end(), [&](Event const& e) {  // an agency reports from its own town
            return (is_gathering(e) || (e.type == EventType::visit && of_home(e))) && e.place && !e.place->country.empty() && e.place->country != home_->country;
        });
        for (Event& e : d_.events)
            if ((is_gathering(e) || e.type == EventType::visit) && only_country(e.place))
                if (auto const city = only_city(e.place->country)) e.place = city;
        for (Event& e : d_.events)
            if (is_gathering(e) && !e.place) e.place = from_visit(e);
        for (Event& e : d_.events)
            if (is_gathering(e) && !e.place && realised(e.status)) e.place = from_host(e);
        if (!home_ || abroad_) return;
        for (Event& e : d_.events)
            if (is_gathering(e) && !e.place && at_home(e)) e.place = home_;
    }

private:
    static bool is_gathering(Event const& e) { return e.type == EventType::meeting || e.type == EventType::conference || e.type == EventType::mediation; }

    static bool realised(Status s) { return s == Status::occurred || s == Status::ongoing; }
    [[nodiscard]] bool only_country(std::optional<Place> const& place) const { return place && place->entity && d_.entities[*place->entity].kind == EntityKind::country; }
    /// The one city of a country that the article says something happened or somebody went to.
    [[nodiscard]] std::optional<Place> only_city(std::string const& country) const {
        Mention const* found = nullptr;
        for (Mention const& m : d_.mentions) {
            if (m.kind != EntityKind::place || m.country != country || m.fact < 0 || !m.entity || d_.knowledge->text(d_.knowledge->places[static_cast<std::size_t>(m.fact)].kind) != "city") continue;
            if (!located(m)) continue;
            if (found != nullptr && found->entity != m.entity) return std::nullopt;
            found = &m;
        }
        return found == nullptr ? std::nullopt : to_place(d_, *found);
    }

    /// Where the sides come together in one country, in the one city of theirs that the article is about.
    [[nodiscard]] std::optional<Place> from_host(Event const& e) const {
        std::set<std::string> countries;
        for (Participant const& p : e.participants)
            if (std::string const& country = d_.entities[p.entity].country; !country.empty()) countries.insert(country);
        std::optional<Place> found;
        if (countries.size() < 2) return found;
        for (std::string const& country : countries)
            if (auto const city = only_city(country)) {
                if (found) return std::nullopt;
                found = city;
            }
        return found;
    }

    /// "in Islamabad", "left for Islamabad", "the capital Islamabad", or where an article was sent from.
    [[nodiscard]] bool located(Mention const& m) const {
        if (home_ && !abroad_ && home_->entity == m.entity) return true;
        std::string_view const before = m.range.first > 0 ? d_.word(m.range.first - 1) : std::string_view{};
        return before == "in" || before == "at" || before == "to" || before == "from" || before == "near" || before == "capital" || before == "into";
    }

    /// A visitor from the dateline's country.
    [[nodiscard]] bool of_home(Event const& e) const {
        return std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return p.role == ParticipantRole::visitor && d_.entities[p.entity].country == home_->country; });
    }

    /// An official of whom the article says no country: papers leave out their own.
    static bool is_unplaced(Entity const& e) { return e.kind == EntityKind::person && e.country.empty() && e.organization.empty() && !e.roles.empty(); }

    /// The place of the dateline: "GENEVA (Reuters) –", or a line of its own among the first.
    [[nodiscard]] std::optional<Place> dateline() const {
        constexpr std::size_t first_lines = 6;
        for (std::size_t s = 0; s < d_.sentences.size(); ++s) {
            Sentence const& sentence = d_.sentences[s];
            bool const line = s < first_lines && sentence.heading && sentence.range.last - sentence.range.first <= 5;
            if (!sentence.dateline && !line) continue;
            for (Mention const& m : d_.mentions) {
                if (!sentence.range.contains(m.range.first) || m.kind != EntityKind::place || !m.entity) continue;
                if (line && m.range.first != sentence.range.first) break;
                return to_place(d_, m);
            }
        }
        return std::nullopt;
    }

    /// A visitor's meetings are where the visit is, if they are told soon after it.
    [[nodiscard]] std::optional<Place> from_visit(Event const& e) const {
        constexpr std::uint32_t near = 900;  // bytes: some three paragraphs
        Event const* best = nullptr;
        for (Event const& visit : d_.events) {
            if (visit.type != EventType::visit || !visit.place || e.evidence.empty() || visit.evidence.empty()) continue;
            bool const together = visit.status == e.status || visit.status == Status::ongoing || (visit.status == Status::occurred && realised(e.status));
            if (!together) continue;
            if (e.date && visit.date && e.date->start && visit.date->start && (*e.date->start > *visit.date->end + std::chrono::days{1} || *visit.date->start > *e.date->end)) continue;
            std::uint32_t const told = visit.evidence.front().sentence.begin, here = e.evidence.front().sentence.begin;
            if (told > here || here - told > near) continue;
            bool const guest = std::any_of(visit.participants.begin(), visit.participants.end(), [&](Participant const& v) {
                return v.role == ParticipantRole::visitor && std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return p.entity == v.entity; });
            });
            bool const host = std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return d_.entities[p.entity].country == visit.place->country || is_unplaced(d_.entities[p.entity]); });
            if (guest && host) best = &visit;
        }
        return best == nullptr ? std::nullopt : best->place;
    }

    /// A meeting of somebody of the dateline's country with somebody else was there.
    [[nodiscard]] bool at_home(Event const& e) const {
        if (!home_ || home_->country.empty() || e.evidence.empty()) return false;
        bool own = false, other = false;
        for (Participant const& p : e.participants) {
            Entity const& who = d_.entities[p.entity];
            own |= who.country == home_->country || is_unplaced(who);
            other |= !who.country.empty() && who.country != home_->country;
            other |= who.country.empty() && !who.organization.empty();
        }
        return own && other;
    }

    Document& d_;
    std::optional<Place> home_;
    bool abroad_ = false;  ///< something happened elsewhere than where the article was sent from
};

}  // namespace

void infer_places(Document& document) { Frame(document).run(); }

}  // namespace diplograph
