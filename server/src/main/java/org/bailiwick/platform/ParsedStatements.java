package org.bailiwick.platform;

import java.sql.Connection;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.ConcurrentLruCache;

/** Where in a statement its named parameters stand: found once, and not by each transaction's client anew. */
final class ParsedStatements {
    private static final int MOST = 512;

    private final ConcurrentLruCache<String, ParsedSql> parsed = new ConcurrentLruCache<>(MOST,
            NamedParameterUtils::parseSqlStatement);

    JdbcClient over(Connection connection) {
        return JdbcClient.create(new NamedParameterJdbcTemplate(new SingleConnectionDataSource(connection, true)) {
            @Override
            protected ParsedSql getParsedSql(String sql) {
                return parsed.get(sql);
            }
        });
    }
}
