package org.bailiwick.demo.estate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Reads what was written by hand: the customers' profiles, the MSP's people, the names that others are made of. */
final class EstateFiles {
    private static final String FOLDER = "/demo/estate/";
    private static final List<String> TENANTS = List.of("acme-dental", "birchwood-law", "calder-freight",
            "dunmore-brewery", "elmfield-school", "foxglove-pharmacy", "garrick-theatre", "hollis-architects",
            "ironbridge-tools", "juniper-hotels", "kestrel-solar", "larkspur-care", "marlow-estates", "nettle-foods",
            "orchard-vets", "pemberton-books", "quayside-marine", "rowan-insurance", "saltmarsh-clinic",
            "tamarind-catering", "upland-water", "vantage-print", "wexcombe-council", "yarrow-robotics");

    private EstateFiles() {}

    static List<Profile> profiles() {
        return TENANTS.stream().map(name -> read("tenants/" + name, Profile.class)).toList();
    }

    static Staff staff() {
        return read("msp", Staff.class);
    }

    static Names.Parts names() {
        return read("names", Names.Parts.class);
    }

    private static <T> T read(String name, Class<T> type) {
        try (InputStream in = EstateFiles.class.getResourceAsStream(FOLDER + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the sample estate has no file `%s`".formatted(name));
            }
            return JsonMapper.shared().readValue(in, type);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
