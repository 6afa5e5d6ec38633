package org.bailiwick.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One pool a database role; there is no primary data source, so code cannot reach the database without saying as whom.
 */
@Component
final class Pools implements DisposableBean {
    private static final int REQUESTS = 10;
    private static final int JOBS = 6;
    private static final int OTHERS = 2;

    final HikariDataSource tenant;
    final HikariDataSource worker;
    final HikariDataSource oversight;
    final HikariDataSource estate;
    final HikariDataSource signin;
    final HikariDataSource sequencer;
    final HikariDataSource retention;

    Pools(DatabaseProperties database) {
        tenant = pool(database, "tenant", database.tenant(), REQUESTS);
        worker = pool(database, "worker", database.worker(), JOBS);
        oversight = pool(database, "oversight", database.oversight(), OTHERS);
        estate = pool(database, "estate", database.estate(), OTHERS);
        signin = pool(database, "signin", database.signin(), OTHERS);
        sequencer = pool(database, "sequencer", database.sequencer(), OTHERS);
        retention = pool(database, "retention", database.retention(), OTHERS);
    }

    List<HikariDataSource> all() {
        return List.of(tenant, worker, oversight, estate, signin, sequencer, retention);
    }

    DataSource forSessions() {
        return signin;
    }

    @Override
    public void destroy() {
        all().forEach(HikariDataSource::close);
    }

    private static HikariDataSource pool(DatabaseProperties database, String name, DatabaseProperties.Login login,
            int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(database.url());
        config.setUsername(login.username());
        config.setPassword(login.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setAutoCommit(false);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "bailiwick " + name);
        return new HikariDataSource(config);
    }
}
