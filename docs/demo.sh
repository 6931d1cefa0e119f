# Sourced by `./bootstrap demo` in the root of the repository: $out is where files go, the store lies there, too.

# Shows a command and what it says. A question that finds nothing is no failure.
ask() {
    printf '\n$ diplograph'
    for word; do
        case $word in
            *[!A-Za-z0-9_./=,:-]*) printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    diplograph "$@" || [ $? -eq 1 ]
}

# The DOT file of that name as SVG and PNG; the file itself says which layout suits it.
draw() {
    for format in svg png; do
        dot "-T$format" "$out/$1.dot" -o "$out/$1.$format"
    done
}

ask ingest data/samples
ask stats
ask met 'Wang Yi'
ask path 'Wendy Sherman' 'Li Hui'
ask timeline --type meeting,call,agreement --from 2018 --to 2018
ask events --type meeting,call,visit,conference --status planned,proposed,cancelled,denied
ask casualties

# The meeting that most articles tell.
event=$(diplograph sql "SELECT event FROM v_events WHERE type = 'meeting' ORDER BY sources DESC, start DESC, event LIMIT 1" | tail -n 1)
ask explain "$event"
ask verify

ask export graphml -o "$out/events.graphml"
ask export gexf -o "$out/events.gexf"
ask export gexf --shape actors -o "$out/who-met-whom.gexf"
ask export csv --shape actors -o "$out/who-met-whom.csv"
ask export dot --shape actors -o "$out/who-met-whom.dot"
ask export dot --shape countries -o "$out/countries.dot"
ask export dot --who 'Wang Yi' --type meeting,call,visit,agreement,mediation -o "$out/wang-yi.dot"
draw who-met-whom
draw countries
draw wang-yi

printf '\nFiles in %s:\n' "$out"
ls "$out" | grep -v "\.db-"
printf '\nOpen %s in a browser, %s in Gephi.\n' "$out/who-met-whom.svg" "$out/events.gexf"
