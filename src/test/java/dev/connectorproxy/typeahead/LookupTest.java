package dev.connectorproxy.typeahead;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupTest {
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "prefix=al&limit=5;           al;    5",
                "limit=5&prefix=al;           al;    5",
                "prefix=&limit=100;           \"\";  100",
                "\"\";                        \"\";  100",
                "prefix=al;                   al;    100",
                "prefix=al&limit=;            al;    100",
                "prefix=al&limit=0;           al;    0",
                "prefix=al&limit=101;         al;    100",
                "prefix=al&limit=-1;          al;    100",
                "prefix=al&limit=1e2;         al;    100",
                "prefix=al&limit=99999999999; al;    100",
                "prefix=AT&T&limit=7;         AT&T;  7",
                "prefix=a&b&&c&limit=7;       a&b&&c; 7",
                "prefix=a&&limit=7;           a&;    7",
                "prefix=a&limit=3&limit=7;    a;     7",
                "prefix=a&x=1&limit=7;        a;     7",
                "prefix=a&prefix=b;           a;     100",
                "prefix=a=b;                  a=b;   100",
                "prefix=100%;                 100%;  100",
                "prefix=100%2;                100%2; 100",
                "prefix=%zz%41;               %zzA;  100",
                "prefix=%C3%96%73;            Ös;    100",
                "prefix=%FFa;                 \uFFFDa; 100",
                "prefix=C++;                  C++;   100",
                "prefix=%26%3D%2B%25;         &=+%;  100",
            })
    void parsesTextThatWasInsertedWithoutEncoding(String query, String prefix, int limit) {
        assertThat(Lookup.of(query), is(new Lookup(prefix, limit)));
    }

    @Test
    void keepsControlCharacters() {
        assertThat(Lookup.of("prefix=%00%0A").prefix(), is("\0\n"));
    }

    @Test
    void readsAPlusAsTypedAndAsASpace() {
        assertThat(Lookup.of("prefix=New+York").prefixes(), is(List.of("new+york", "new york")));
        assertThat(Lookup.of("prefix=New%20York").prefixes(), is(List.of("new york")));
    }
}
