#include <algorithm>

#include "extract/document.hpp"
#include "extract/entities.hpp"

namespace diplograph {

namespace {

/// Links mentions to entities in the order of the text.
class Linker {
public:
    explicit Linker(Document& document) : d_(document), table_(document) {}

    void run() {
        for (std::size_t s = 0; s < d_.sentences.size(); ++s) {
            Range const sentence = d_.sentences[s].range;
            here_.clear();
            for (; at_ < d_.mentions.size() && d_.mentions[at_].range.first < sentence.last; ++at_) link(d_.mentions[at_]);
            if (!here_.empty()) before_ = here_;
        }
        for (Mention& m : d_.mentions)  // named only later: "The Iranian speaker met ... Ali Larijani, the speaker"
            if (m.form == MentionForm::office && !m.entity && (m.entity = table_.holder(m))) table_.mention(*m.entity, m);
    }

private:
    void link(Mention& m) {
        switch (m.kind) {
            case EntityKind::country: m.entity = table_.country(m.country); break;
            case EntityKind::place: m.entity = table_.place(m); break;
            case EntityKind::person: person(m); break;
            default:
                m.entity = rebels(m);
                if (!m.entity) m.entity = table_.body(m);
        }
        if (!m.entity) return;
        if (m.form != MentionForm::adjective) table_.mention(*m.entity, m);
        if (m.kind == EntityKind::person && m.form != MentionForm::pronoun) here_.push_back({*m.entity, m.gender});
    }

    /// "the rebels" of an article that has named one armed group are that group.
    [[nodiscard]] std::optional<Index> rebels(Mention const& m) const {
        if (m.kind != EntityKind::group || !m.weak || m.sector != "REB" || !m.country.empty() || !m.organization.empty()) return std::nullopt;
        std::optional<Index> only;
        for (Mention const& other : d_.mentions) {
            if (other.range.first >= m.range.first) break;
            bool const named = (other.kind == EntityKind::organization || other.kind == EntityKind::group) && other.fact >= 0 && other.form == MentionForm::name && other.sector == "REB" && other.entity;
            if (!named || other.entity == only) continue;
            if (only) return std::nullopt;
            only = other.entity;
        }
        return only;
    }

    void person(Mention& m) {
        if (m.form == MentionForm::pronoun) {
            if (Mention* const named = named_behind(m)) {
                if (!named->entity) named->entity = table_.person(*named);
                m.entity = named->entity;
            } else {
                m.entity = antecedent(m);
            }
        } else if (m.form == MentionForm::name) {
            counterpart(m);
            m.entity = table_.person(m);
        } else if (m.form == MentionForm::office) {
            counterpart(m);
            m.entity = table_.holder(m);
        }
    }

    /// "his Turkish counterpart": the office of the person named last.
    void counterpart(Mention& m) {
        for (RolePhrase& role : m.roles) {
            if (!role.counterpart) continue;
            auto const& near = here_.empty() ? before_ : here_;
            if (near.empty()) continue;
            Entity const& other = d_.entities[near.back().entity];
            if (other.roles.empty()) continue;
            role.title = plain_title(other.roles.front().title);
            role.of = other.roles.front().of;
            role.counterpart = false;
        }
    }

    /// "During his visit to Jakarta, Prime Minister Rabuka": whom the clause behind the first comma begins with.
    [[nodiscard]] Mention* named_behind(Mention const& m) {
        auto const sentence = std::upper_bound(d_.sentences.begin(), d_.sentences.end(), m.range.first, [](std::uint32_t t, Sentence const& s) { return t < s.range.first; }) - 1;
        std::uint32_t const first = sentence->range.first;
        if (!here_.empty() || !(d_.is(first, WordClass::preposition) || d_.is(first, WordClass::subordinator) || d_.word(first) == "before" || d_.word(first) == "after")) return nullptr;
        constexpr std::uint32_t reach = 5;  // words before the pronoun
        if (m.range.first > first + reach) return nullptr;
        std::uint32_t comma = m.range.last;
        while (comma < sentence->range.last && d_.word(comma) != ",") ++comma;
        for (std::size_t i = at_; i < d_.mentions.size() && d_.mentions[i].range.first <= comma + 2; ++i) {
            Mention& named = d_.mentions[i];
            bool const fits = named.gender == 'u' || m.gender == 'u' || named.gender == m.gender;
            if (named.range.first > comma && named.kind == EntityKind::person && named.form == MentionForm::name && !named.nested && fits) return &named;
        }
        return nullptr;
    }

    /// "he", "she": somebody named before in the sentence, else the first one of the sentence before.
    [[nodiscard]] std::optional<Index> antecedent(Mention const& m) const {
        auto const fits = [&](Named const& n) { return n.gender == 'u' || m.gender == 'u' || n.gender == m.gender; };
        for (auto const* list : {&here_, &before_})
            for (Named const& n : *list)
                if (fits(n)) return n.entity;
        return std::nullopt;
    }

    struct Named {
        Index entity;
        char gender;
    };
    Document& d_;
    EntityTable table_;
    std::size_t at_ = 0;
    std::vector<Named> here_, before_;  ///< persons of this sentence, and of the last one that had any
};

}  // namespace

void link_entities(Document& document) { Linker(document).run(); }

}  // namespace diplograph
