// Prints every city of libgeonames as the table cities.tsv; argv[1] is states.tsv, which knows the three-letter codes.
#include <geonames/geonames.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: cities states.tsv\n";
        return 2;
    }
    std::ifstream states(argv[1]);
    std::map<std::string, std::string> iso3;
    for (std::string line; std::getline(states, line);)
        if (line.size() > 6 && line[3] == '\t') iso3[line.substr(4, 2)] = line.substr(0, 3);
    std::vector<std::string> rows;
    auto const text = [](gchar const* s) { return std::string(s != nullptr ? s : ""); };
    for (gint i = 0; i < geonames_get_n_cities(); ++i) {
        GeonamesCity* const city = geonames_get_city(i);
        auto const country = iso3.find(text(geonames_city_get_country_code(city)));
        rows.push_back(text(geonames_city_get_name(city)) + '\t' + (country == iso3.end() ? "" : country->second) + '\t' +
                       std::to_string(geonames_city_get_latitude(city)) + '\t' + std::to_string(geonames_city_get_longitude(city)) + '\t' +
                       std::to_string(geonames_city_get_population(city)) + '\t' + text(geonames_city_get_state(city)));
        geonames_city_free(city);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::cout << "name\tcountry\tlatitude\tlongitude\tpopulation\tprovince\n";
    for (std::string const& row : rows) std::cout << row << '\n';
}
