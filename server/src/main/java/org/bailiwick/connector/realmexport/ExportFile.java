package org.bailiwick.connector.realmexport;

import java.io.IOException;
import java.io.InputStream;

/** A file to be read, under the name that its owner knows it by. */
public record ExportFile(String name, Opening opening) {
    public interface Opening {
        InputStream open() throws IOException;
    }

    /** Files that belong to one export stand in one folder. */
    String folder() {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
