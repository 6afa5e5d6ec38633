package org.bailiwick.launcher;

/** Changes the schema and ends; a server that starts afterwards only checks the version. */
record Migrate(Installation installation, Options options, Progress progress) {

    void run() {
        var jar = new ServerJar(installation);
        var foreign = ForeignDatabase.of(options);
        if (foreign.isPresent()) {
            progress.accept("bringing the database to this version");
            jar.migrate(foreign.get().ownerSettings());
        } else {
            try (var product = EmbeddedProduct.start(installation, "bailiwick", progress)) {
                product.migrate(jar);
            }
        }
        progress.accept("the database is at this version");
    }
}
