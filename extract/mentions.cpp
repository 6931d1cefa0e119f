#include "extract/mentions.hpp"

#include <algorithm>
#include <set>

namespace diplograph {

void MentionFinder::run() {
    for (Sentence const& sentence : d_.sentences) {
        title_case_ = !sentence.roster && is_title_case(sentence);
        roster_ = sentence.roster;
        for (std::uint32_t i = sentence.range.first; i < sentence.range.last;) i = std::max(i + 1, read(i, sentence.range));
    }
    recall();
    learned_names();
    std::stable_sort(d_.mentions.begin(), d_.mentions.end(), [](Mention const& a, Mention const& b) {
        return std::pair(a.range.first, b.range.last) < std::pair(b.range.first, a.range.last);
    });
    join_bodies();
}

/// Names that no rule or table explains, but the model finds. What stands in it several times is what most of them say.
void MentionFinder::learned_names() {
    std::vector<bool> taken(d_.tokens.size() + 1, false);
    for (Mention const& m : d_.mentions)
        for (std::uint32_t t = m.range.first; t < m.range.last; ++t) taken[t] = true;
    std::vector<std::pair<Range, EntityKind>> found;
    std::map<std::string_view, std::map<EntityKind, unsigned>> votes;  // by the last word of a name
    for (Sentence const& sentence : d_.sentences) {
        if (is_title_case(sentence)) continue;
        for (std::uint32_t i = sentence.range.first; i < sentence.range.last;) {
            Range const name = learned_name(i, sentence.range.last);
            if (!name.empty()) {
                std::string_view const tag = Syntax(d_).name(d_.first_node[i]);
                bool const gathering = d_.is(name.last - 1, WordClass::event_head) && !d_.is(name.last - 1, WordClass::organization_head);
                EntityKind const kind = gathering ? EntityKind::event_name : tag == "B-PER" ? EntityKind::person : tag == "B-ORG" ? EntityKind::organization : tag == "B-LOC" ? EntityKind::place : EntityKind::event_name;
                found.emplace_back(name, kind);
                ++votes[d_.word(name.last - 1)][kind];
            }
            i = std::max(i + 1, name.last);
        }
    }
    for (auto const& [range, kind] : found) {
        auto const& of = votes[d_.word(range.last - 1)];
        auto const best = std::max_element(of.begin(), of.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
        bool const single = range.last == range.first + 1;
        bool const doubtful = single && (best->first != EntityKind::person || best->second < 2 || of.size() > 1 || d_.is(range.first, WordClass::common));
        bool const covered = std::any_of(taken.begin() + range.first, taken.begin() + range.last, [](bool t) { return t; });
        if (covered || doubtful) continue;
        Mention m;
        m.range = m.name = range;
        m.kind = best->first;
        m.weak = true;
        add(m);
    }
}

/// The name of the model that begins at a token; empty if there is none.
Range MentionFinder::learned_name(std::uint32_t i, std::uint32_t limit) const {
    Syntax const syntax(d_);
    auto const tag = [&](std::uint32_t token) { return syntax.name(d_.first_node[token]); };
    std::string_view const kind = tag(i);
    if (!kind.starts_with("B-") || !d_.has(i, TokenFlag::capital) || !d_.has(i, TokenFlag::letters)) return {};
    std::uint32_t last = i + 1;
    while (last < limit && tag(last).starts_with("I-") && tag(last).substr(2) == kind.substr(2)) ++last;
    while (last > i + 1 && (d_.has(last - 1, TokenFlag::punctuation) || d_.has(last - 1, TokenFlag::possessive))) --last;
    return {i, last};
}

/// "Australian Department of Foreign Affairs Secretary Kathryn Campbell": the body says where she is secretary.
void MentionFinder::join_bodies() {
    for (std::size_t i = 0; i + 1 < d_.mentions.size(); ++i) {
        Mention& body = d_.mentions[i];
        if (body.possessive && body.kind == EntityKind::country && !body.nested) {  // "North Korea's Kim Jong Un"
            for (std::size_t k = i + 1; k < d_.mentions.size() && d_.mentions[k].range.first <= body.range.last + 1; ++k)
                if (d_.mentions[k].range.first == body.range.last + 1 && d_.mentions[k].kind == EntityKind::person && d_.mentions[k].country.empty()) d_.mentions[k].country = body.country;
            continue;
        }
        if (body.nested || body.possessive || (body.kind != EntityKind::organization && body.form != MentionForm::adjective)) continue;
        for (std::size_t k = i + 1; k < d_.mentions.size() && d_.mentions[k].range.first <= body.range.last; ++k) {
            Mention& person = d_.mentions[k];
            if (person.nested || person.range.first != body.range.last || person.kind != EntityKind::person || person.roles.empty()) continue;
            if (person.country.empty()) person.country = body.country;
            if (person.organization.empty() && body.kind == EntityKind::organization) person.organization = std::string(d_.text(body.name));
            for (RolePhrase& role : person.roles)
                if (role.country.empty() && role.organization.empty()) role.country = person.country;
            person.range.first = body.range.first;
            body.nested = true;
        }
    }
}

bool MentionFinder::is_title_case(Sentence const& sentence) const {
    unsigned words = 0, capitals = 0;
    for (std::uint32_t i = sentence.range.first; i < sentence.range.last; ++i) {
        bool const counts = d_.is(i, WordClass::common) && d_.word(i).size() > 3 && !d_.is(i, WordClass::preposition) &&
                            !d_.is(i, WordClass::given_name) && g_.length(i, WordClass::title) == 0;
        if (!counts) continue;
        ++words;
        capitals += d_.has(i, TokenFlag::capital);
    }
    return words >= 3 && capitals == words;
}

std::uint32_t MentionFinder::read(std::uint32_t i, Range sentence) {
    std::uint32_t const limit = sentence.last;
    if (d_.has(i, TokenFlag::punctuation)) return i + 1;
    if (auto const end = pronoun(i)) return end;
    if (auto const end = collective(i, limit)) return end;
    if (auto const end = person(i, sentence)) return end;
    std::uint32_t const start = d_.is(i, WordClass::determiner) && i + 1 < limit ? i + 1 : i;
    if (auto const end = body(start, limit)) return end;
    if (auto const end = group(i, limit)) return end;
    if (auto const end = table_name(i, limit)) return end;
    if (auto const end = bare_name(i, sentence)) return end;
    return i + 1;
}

Mention& MentionFinder::add(Mention mention) {
    std::uint32_t const behind = mention.range.last;
    mention.possessive = d_.has(behind, TokenFlag::possessive);
    bool const body = (mention.kind == EntityKind::organization || mention.kind == EntityKind::group) && mention.form == MentionForm::name && behind > mention.range.first + 1;
    if (body && d_.word(behind) == "(" && d_.has(behind + 1, TokenFlag::all_capitals) && d_.word(behind + 2) == ")")
        acronyms_.emplace(std::string(d_.word(behind + 1)), d_.mentions.size());
    d_.mentions.push_back(std::move(mention));
    return d_.mentions.back();
}

std::uint32_t MentionFinder::pronoun(std::uint32_t i) {
    std::string_view const kind = d_.is(i, WordClass::pronoun) ? k_.value(d_.tokens[i].word, WordClass::pronoun) : std::string_view{};
    std::string_view const w = d_.word(i);
    char const gender = kind == "male" || w == "his" ? 'm' : kind == "female" || w == "her" ? 'f' : 'u';
    bool const plural = kind == "plural" || w == "their" || (w == "both" && (d_.word(i + 1) != "the" && !d_.is(i + 1, WordClass::title)));
    if (gender == 'u' && !plural) return 0;
    Mention m;
    m.range = {i, i + 1};
    m.nested = w == "his" || w == "her" || w == "their";  // a possessor, whose noun may begin a phrase of its own
    m.form = plural ? MentionForm::collective : MentionForm::pronoun;
    m.gender = gender;
    m.plural = plural;
    bool const possessor = m.nested;
    add(m);
    return possessor ? 0 : i + 1;
}

std::uint32_t MentionFinder::collective(std::uint32_t i, std::uint32_t limit) {
    std::uint32_t at = i;
    std::string_view const w = d_.word(i);
    if (w != "the" && w != "both" && w != "all") return 0;
    bool strong = w != "the";
    ++at;
    while (at < limit && (d_.word(at) == "the" || d_.is(at, WordClass::number) || d_.word(at) == "both")) {
        strong |= d_.word(at) != "the";
        ++at;
    }
    while (at < limit && (d_.is(at, WordClass::portfolio) || d_.word(at) == "prime" || d_.word(at) == "top")) ++at;
    if (at >= limit || d_.has(at, TokenFlag::possessive)) return 0;
    std::string_view const head = d_.word(at);
    static std::set<std::string_view> const heads{"sides", "leaders", "ministers", "parties", "presidents", "countries", "officials",
                                                  "diplomats", "delegations", "men", "statesmen", "premiers", "counterparts", "nations",
                                                  "heads", "governments", "secretaries", "envoys", "states", "neighbors", "neighbours",
                                                  "allies", "principals", "negotiators", "chiefs", "women"};
    if (heads.count(head) == 0) return 0;
    if (d_.word(at + 1) == "of" || d_.word(at + 1) == "who" || d_.word(at + 1) == "that" || (d_.word(at + 1) == "from" && strong == false)) return 0;
    Mention m;
    m.range = {i, at + 1};
    m.form = MentionForm::collective;
    m.plural = true;
    m.weak = !strong;
    add(m);
    return at + 1;
}

std::uint32_t MentionFinder::bare_name(std::uint32_t i, Range sentence) {
    if (title_case_ || !d_.has(i, TokenFlag::capital) || !d_.has(i, TokenFlag::letters)) return 0;
    pending_.push_back({i, sentence.last});
    return 0;
}

void MentionFinder::recall() {
    std::vector<bool> taken(d_.tokens.size() + 1, false);
    for (Mention const& m : d_.mentions)
        for (std::uint32_t t = m.range.first; t < m.range.last; ++t) taken[t] = true;
    for (Range const& at : pending_) {
        std::uint32_t const i = at.first;
        if (taken[i]) continue;
        if (explained(i) > 0) {
            taken[i] = true;
            continue;
        }
        if (!names_.remembers(i)) continue;
        std::uint32_t last = i + 1;
        while (last < at.last && d_.has(last, TokenFlag::capital) && names_.remembers(last) && !taken[last]) ++last;
        Mention m;
        m.range = m.name = {i, last};
        m.kind = EntityKind::person;
        for (std::uint32_t t = i; t < last; ++t) taken[t] = true;
        if (d_.word(last) == "," && last + 1 < at.last && !taken[last + 1]) apposition(m, {i, at.last});
        for (RolePhrase const& role : m.roles) {
            if (m.country.empty()) m.country = role.country;
            if (m.sector.empty()) m.sector = role.sector;
        }
        add(m);
    }
}

void find_mentions(Document& document) { MentionFinder(document).run(); }

}  // namespace diplograph
