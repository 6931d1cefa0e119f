#include "extract/roles.hpp"

#include <algorithm>
#include <array>

namespace diplograph {

struct RoleParser::State {
    RolePhrase role;
    std::uint32_t at = 0;
    std::uint32_t limit = 0;
    std::uint32_t title_from = 0;  ///< where the words of the present title begin
    std::uint32_t title_to = 0;
    bool head = false;
    Range lead;  ///< "former" of "former Russian foreign minister"
};

namespace {

/// Heads that make a title of whatever word stands before them: "oil minister", "peace secretary".
bool is_strong_head(std::string_view word) {
    static constexpr std::array<std::string_view, 20> heads{
        "minister", "ministers", "secretary", "secretaries", "commissioner", "envoy", "envoys", "negotiator", "negotiators",
        "adviser", "advisor", "ambassador", "ambassadors", "spokesman", "spokeswoman", "spokesperson", "chief", "chiefs",
        "coordinator", "representative"};
    return std::find(heads.begin(), heads.end(), word) != heads.end();
}

}  // namespace

std::string RoleParser::title_text(Range range) const {
    std::string out;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
        auto const hit = g_.name(i);
        bool const shouted = d_.has(i, TokenFlag::all_capitals) && d_.word(i).size() <= 5;
        std::uint32_t const last = hit && !hit->sense.weak && hit->range.last <= range.last ? hit->range.last : i + 1;
        if (!out.empty() && d_.has(i, TokenFlag::space_before)) out += ' ';
        out += last > i + 1 || hit || shouted ? std::string(d_.text({i, last})) : std::string(d_.word(i));
        i = last - 1;
    }
    return out;
}

bool RoleParser::begins_name(std::uint32_t i) const {
    if (!d_.has(i, TokenFlag::capital)) return d_.word(i).starts_with("al-") || d_.word(i).starts_with("el-");
    return g_.length(i, WordClass::title) == 0 && !d_.is(i, WordClass::portfolio) && !d_.is(i, WordClass::organization_head) &&
           !d_.is(i, WordClass::event_head) && !d_.is(i, WordClass::weekday) &&
           (!d_.is(i, WordClass::common) || d_.is(i, WordClass::given_name) || d_.is(i, WordClass::surname));
}

/// Whether a title's head stands within the next few words, with nothing between that ends a phrase.
bool RoleParser::head_follows(std::uint32_t token, std::uint32_t limit) const {
    for (std::uint32_t i = token; i < limit && i < token + 4; ++i) {
        if (is_strong_head(d_.word(i))) return true;
        if (d_.has(i, TokenFlag::punctuation) || d_.is(i, WordClass::preposition) || d_.is(i, WordClass::determiner) ||
            d_.is(i, WordClass::auxiliary) || d_.is(i, WordClass::modal) || d_.is(i, WordClass::pronoun) ||
            d_.is(i, WordClass::conjunction) || d_.is(i, WordClass::subordinator))
            return false;
    }
    return false;
}

void RoleParser::take(RolePhrase& role, Hit const& hit) const {
    Knowledge const& k = *d_.knowledge;
    switch (hit.sense.kind) {
        case SenseKind::organization:
            role.organization = k.text(k.organizations[hit.sense.row].name);
            if (role.country.empty()) role.country = k.text(k.organizations[hit.sense.row].country);
            break;
        case SenseKind::place: {
            std::string const country(k.text(k.places[hit.sense.row].country));
            if (role.country.empty()) role.country = country;
            break;
        }
        default: {
            std::string const iso(k.text(k.states[hit.sense.row].iso3));
            if (role.country.empty()) role.country = iso;
            if (role.countries.empty() || role.countries.back() != iso) role.countries.push_back(iso);
        }
    }
}

/// One word or phrase before the head; false if the next is none.
bool RoleParser::premodifier(State& s) const {
    std::uint32_t const i = s.at;
    if (i >= s.limit || d_.has(i, TokenFlag::punctuation)) {
        bool const list = i + 1 < s.limit && d_.word(i) == "," && !s.role.countries.empty() && s.title_from == i &&
                          g_.name(i + 1) && g_.name(i + 1)->is(SenseKind::adjective);
        if (!list) return false;
        s.at = s.title_from = i + 1;
        return true;
    }
    if (s.head && s.at == s.title_to && d_.is(i, WordClass::honorific) && begins_name(i + 1)) return false;  // "Foreign Minister Prince Faisal"
    if (std::uint32_t const size = g_.length(i, WordClass::title); size > 0) {
        s.at = i + size;
        s.head = true;
        s.title_to = s.at;
        if (std::string_view const sector = g_.value(i, WordClass::title); !sector.empty()) {
            s.role.sector = std::string(sector.substr(0, sector.find('*')));
            s.role.plural = sector.ends_with('*');
        }
        std::string_view const word = d_.word(s.at - 1);
        s.role.counterpart = word.starts_with("counterpart") || word.starts_with("colleague") || word == "opposite number";
        if (s.at < s.limit && d_.has(s.at, TokenFlag::possessive)) {  // "the foreign minister's special assistant"
            RolePhrase owner = s.role;
            s.role.of = title_text({s.title_from, s.title_to});
            s.head = false;
            s.at = s.title_from = s.at + 1;
        }
        return true;
    }
    if (auto const hit = g_.name(i); hit && !hit->sense.weak) {
        std::uint32_t behind = hit->range.last;  // "Republic of Korea (ROK) Foreign Minister"
        if (d_.word(behind) == "(" && d_.has(behind + 1, TokenFlag::all_capitals) && d_.word(behind + 2) == ")") behind += 3;
        bool const owned = behind < s.limit && d_.has(behind, TokenFlag::possessive);
        bool const modifies = owned || hit->is(SenseKind::adjective) || hit->is(SenseKind::organization) ||
                              hit->is(SenseKind::state) || hit->is(SenseKind::metonym) || hit->is(SenseKind::demonym);
        if (s.head || !modifies) return false;  // a country behind the head is no part of the title
        if (!owned && !head_follows(behind, s.limit) && !g_.length(behind, WordClass::title) &&
            !d_.is(behind, WordClass::rank) && !d_.is(behind, WordClass::portfolio) &&
            d_.word(behind) != "and" && d_.word(behind) != ",")
            return false;
        take(s.role, *hit);
        bool ranks = i > s.title_from;
        for (std::uint32_t t = s.title_from; t < i; ++t) ranks = ranks && d_.is(t, WordClass::rank);
        if (ranks) s.lead = {s.title_from, i};
        s.at = s.title_from = behind + (owned ? 1U : 0U);
        return true;
    }
    bool const grammar = d_.is(i, WordClass::rank) || d_.is(i, WordClass::portfolio) || d_.is(i, WordClass::organization_head);
    if (grammar && !s.head) {
        ++s.at;
        return true;
    }
    if (grammar && (d_.word(i) == "designate" || d_.word(i) == "elect")) {
        s.title_to = ++s.at;
        return true;
    }
    if (grammar && head_follows(i, s.limit)) {  // "president and", "chief political adviser"
        ++s.at;
        return true;
    }
    if (!s.head && d_.word(i) == "and" && i > s.title_from && (d_.is(i + 1, WordClass::portfolio) || d_.is(i + 1, WordClass::rank)) &&
        head_follows(i + 1, s.limit)) {
        ++s.at;
        return true;
    }
    if (!s.head && d_.word(i) == "and" && i == s.title_from && !s.role.countries.empty() && g_.name(i + 1) &&
        g_.name(i + 1)->is(SenseKind::adjective)) {
        s.at = s.title_from = i + 1;
        return true;
    }
    bool const plain = d_.has(i, TokenFlag::letters) && !d_.is(i, WordClass::preposition) && !d_.is(i, WordClass::determiner) &&
                       !d_.is(i, WordClass::auxiliary) && !d_.is(i, WordClass::modal) && !d_.is(i, WordClass::conjunction) &&
                       !d_.is(i, WordClass::subordinator) && !d_.is(i, WordClass::pronoun) && !d_.is(i, WordClass::adverb) &&
                       !d_.is(i, WordClass::negation) && !d_.is(i, WordClass::honorific);
    bool const noun = d_.is(i, WordClass::noun) || d_.is(i, WordClass::adjective) || !d_.is(i, WordClass::verb);
    bool const lower_or_common = !d_.has(i, TokenFlag::capital) || d_.is(i, WordClass::common);
    if (!s.head && plain && noun && lower_or_common && is_strong_head(d_.word(i + 1))) {
        ++s.at;
        return true;
    }
    return false;
}

/// What follows "of", "for", "to" behind a head; false if it belongs to the sentence.
bool RoleParser::complement(State& s, std::string_view preposition) const {
    std::uint32_t i = s.at + 1;
    bool const defined = i < s.limit && (d_.word(i) == "the" || d_.word(i) == "a" || d_.word(i) == "its");
    if (defined) ++i;
    if (d_.word(i) == "republic" && defined) {  // "the President of the Republic"
        s.at = i + 1;
        return true;
    }
    bool const purpose = preposition == "to" || preposition == "for" || preposition == "on" || preposition == "in";
    bool any = false;
    bool listed = false;
    if (preposition == "to" || preposition == "for") {  // "aide to the Iranian foreign minister"
        auto const inner = parse(i, s.limit);
        if (inner && !inner->plural && (inner->country.empty() || !inner->title.empty())) {
            s.role.of = inner->title;
            if (s.role.country.empty()) s.role.country = inner->country;
            if (s.role.organization.empty()) s.role.organization = inner->organization;
            s.at = inner->range.last;
            return true;
        }
    }
    while (i < s.limit) {
        if (auto const hit = g_.name(i); hit && (!hit->sense.weak || preposition == "of")) {
            if (hit->is(SenseKind::adjective) && hit->range.last < s.limit && d_.has(hit->range.last, TokenFlag::capital) &&
                begins_name(hit->range.last))
                break;
            if (!purpose) take(s.role, *hit);
            i = hit->range.last;
            any = true;
            listed = true;
            if (i < s.limit && d_.has(i, TokenFlag::possessive)) ++i;
        } else if (g_.length(i, WordClass::title) > 0 && any && !listed) {
            break;
        } else if (g_.length(i, WordClass::title) > 0 && preposition != "of" && !any) {
            auto const inner = parse(i, s.limit);  // "adviser to the foreign minister"
            if (!inner) break;
            s.role.of = inner->title;
            if (s.role.country.empty()) s.role.country = inner->country;
            if (s.role.organization.empty()) s.role.organization = inner->organization;
            i = inner->range.last;
            any = true;
            listed = true;
        } else if (d_.is(i, WordClass::portfolio) || d_.is(i, WordClass::organization_head) ||
                   (d_.is(i, WordClass::rank) && d_.is(i + 1, WordClass::portfolio)) || (any && d_.is(i, WordClass::common) && d_.has(i, TokenFlag::capital) && !d_.is(i, WordClass::given_name))) {
            ++i;
            any = true;
            listed = false;
        } else if (!any && (d_.is(i, WordClass::common) || d_.has(i, TokenFlag::capital)) && preposition != "in" && preposition != "to" &&
                   (d_.is(i, WordClass::noun) || d_.is(i, WordClass::adjective)) && !d_.is(i, WordClass::given_name)) {
            ++i;
            any = true;
            listed = false;
        } else if (any && (d_.word(i) == "and" || d_.word(i) == "," || d_.word(i) == "&") && i + 1 < s.limit) {
            std::uint32_t const next = d_.word(i) == "," && d_.word(i + 1) == "and" ? i + 2 : i + 1;
            std::uint32_t const bare = d_.word(next) == "the" ? next + 1 : next;
            bool const place = listed && s.role.plural && g_.name(bare) && g_.name(bare)->is(SenseKind::state) &&
                               !(g_.name(bare)->range.last < s.limit && d_.has(g_.name(bare)->range.last, TokenFlag::possessive));
            bool const portfolio = !listed && d_.is(next, WordClass::portfolio) && g_.length(next, WordClass::title) == 0 &&
                                   !head_follows(next, s.limit);
            if (!place && !portfolio) break;
            i = place ? bare : next;
        } else if (any && d_.word(i) == "of" && !listed) {
            s.at = i;
            return complement(s, "of") || (s.at = i, true);
        } else {
            break;
        }
    }
    if (!any) return false;
    s.at = i;
    return true;
}

void RoleParser::complements(State& s) const {
    while (s.at + 1 < s.limit) {
        std::string_view const word = d_.word(s.at);
        if (word != "of" && word != "for" && word != "to" && word != "on" && word != "in" && word != "at") return;
        bool const envoyish = s.role.title.find("envoy") != std::string::npos || s.role.title.find("ambassador") != std::string::npos ||
                              s.role.title.find("represent") != std::string::npos || s.role.title.find("advis") != std::string::npos ||
                              s.role.title.find("assistant") != std::string::npos || s.role.title.find("coordinator") != std::string::npos ||
                              s.role.title.find("consul") != std::string::npos || s.role.title.find("secretary") != std::string::npos ||
                              s.role.title.find("rapporteur") != std::string::npos || s.role.title.find("aide") != std::string::npos;
        if (s.role.plural && (word != "of" || !s.role.countries.empty())) return;
        if (word == "on" && !envoyish) return;
        if (word == "at" && !(g_.name(s.at + 1) || (d_.word(s.at + 1) == "the" && g_.name(s.at + 2)))) return;
        if ((word == "to" || word == "in" || word == "at") && !envoyish) return;
        if (word == "for" && !envoyish && !d_.is(s.at + 1, WordClass::portfolio)) return;
        std::uint32_t const from = s.at;
        std::size_t const countries = s.role.countries.size();
        if (!complement(s, word)) {
            s.at = from;
            return;
        }
        bool const possessor = word == "of" && (s.role.countries.size() > countries || g_.name(from + 1) || g_.name(from + 2));
        if (!possessor) s.role.title.append(1, ' ').append(title_text({from, s.at}));
    }
}

std::optional<RolePhrase> RoleParser::parse(std::uint32_t token, std::uint32_t limit) const {
    State s;
    s.limit = limit;
    s.at = token;
    if (d_.is(s.at, WordClass::determiner) || d_.is(s.at, WordClass::possessive)) ++s.at;
    s.title_from = s.at;
    while (s.at < limit && premodifier(s)) {}
    if (!s.head) return std::nullopt;
    s.at = s.title_to;
    s.role.range = {token, s.at};
    s.role.title = title_text({s.title_from, s.title_to});
    if (!s.lead.empty()) s.role.title.insert(0, title_text(s.lead) + ' ');
    complements(s);
    s.role.range.last = s.at;
    if (d_.is(s.at, WordClass::event_head) && d_.has(s.at, TokenFlag::capital)) return std::nullopt;  // "Foreign Ministers Meeting"
    if (d_.has(s.at, TokenFlag::possessive) && d_.is(s.at + 1, WordClass::event_head) && d_.has(s.at + 1, TokenFlag::capital)) return std::nullopt;
    if (s.role.countries.size() < 2) s.role.countries.clear();
    return s.role;
}

}  // namespace diplograph
