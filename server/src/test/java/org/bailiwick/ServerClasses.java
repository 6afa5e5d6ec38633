package org.bailiwick;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** The server's own production classes: no tests, no other Maven module of the project. */
public final class ServerClasses implements ImportOption {
    @Override
    public boolean includes(Location location) {
        return location.contains("/server/target/classes/");
    }
}
