#!/usr/bin/env bash
#
# What: decimals of `values (?), (?)` get one type of 38 digits in all; if the longest whole part and the most places
#       do not fit together, the places of the others are rounded away without an error. So a value equals a row in
#       such a join that it does not equal alone, depending on what else is in the list. `in (?, ?)` refuses the same
#       values.
# Seen: DuckDB 1.5.6 (duckdb_jdbc 1.5.6.0), rows found of one with 1.5 in decimal(9, 2):
#           1.50000000000000001 alone: 0
#           in values: 0
#           in values beside a long one: 1
#           in (?, ?) beside a long one: refused
# Needs: Linux, macOS or Windows on x86-64 or arm64, a JDK 17 or newer and Maven; downloads into a temporary folder.

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
      <groupId>org.duckdb</groupId><artifactId>duckdb_jdbc</artifactId><version>1.5.6.0</version>
    </dependency>
  </dependencies>
</project>
XML
(cd "$folder" \
    && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib)

cat >"$folder/Decimals.java" <<'JAVA'
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

public class Decimals {

    public static void main(String[] args) throws Exception {
        BigDecimal close = new BigDecimal("1.50000000000000001");
        BigDecimal longOne = new BigDecimal("12345678901234567890123456789012345");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("create table amounts (amount decimal(9, 2))");
            statement.execute("insert into amounts values (1.5)");
            System.out.println("1.50000000000000001 alone: " + count(connection, "where amount = ?", close));
            System.out.println("in values: "
                    + count(connection, "join (values (?), (?)) as k(k) on amount = k", close, BigDecimal.ONE));
            System.out.println("in values beside a long one: "
                    + count(connection, "join (values (?), (?)) as k(k) on amount = k", close, longOne));
            System.out.println("in (?, ?) beside a long one: "
                    + count(connection, "where amount in (?, ?)", close, longOne));
        }
    }

    private static String count(Connection connection, String rest, BigDecimal... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select count(*) from amounts " + rest)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            } catch (SQLException refused) {
                return "refused";
            }
        }
    }
}
JAVA

expected="1.50000000000000001 alone: 0
in values: 0
in values beside a long one: 1
in (?, ?) beside a long one: refused"
seen="$(cd "$folder" && java -cp "lib/*" Decimals.java 2>"$folder/log")" || { cat "$folder/log" >&2; exit 1; }
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
