package org.bailiwick.proof.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bailiwick.proof.MalformedProofException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TilePathTests {
    /** The examples of C2SP tlog-tiles, and the ends of what it allows. */
    @ParameterizedTest
    @CsvSource({"0, 1234067, 256, tile/0/x001/x234/067", "-1, 0, 256, tile/entries/000",
        "-1, 273, 112, tile/entries/273.p/112",
        "63, 999, 1, tile/63/999.p/1", "0, 1000, 255, tile/0/x001/000.p/255",
        "0, 9223372036854775807, 256, tile/0/x009/x223/x372/x036/x854/x775/807"})
    void pathIsWrittenAndReadAsTheStandardSays(int level, long index, int width, String path) {
        var tile = new TilePath(level, index, width);

        assertThat(tile.path()).isEqualTo(path);
        assertThat(TilePath.parse(path)).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tile/0/0", "tile/0/1234067", "tile/00/000", "tile/64/000", "tile/0/x000/001",
        "tile/0/000.p/0",
        "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/001/234", "tile/0/x001", "/tile/0/000", "tile/0/000/",
        "tile/-1/000",
        "tile/entries/../000", "tile/0/000.p/1\n", "tile/0/x010/x000/x000/x000/x000/x000/000"})
    void whatIsNotTheOneFormOfAPathIsRefused(String wrong) {
        assertThatThrownBy(() -> TilePath.parse(wrong)).isInstanceOf(MalformedProofException.class);
    }

    /** The example of the standard: 70,000 entries. */
    @Test
    void treeHasTheTilesOfTheExample() {
        assertThat(TilePath.in(70_000, 0, 272).partial()).isFalse();
        assertThat(TilePath.in(70_000, 0, 273).width()).isEqualTo(112);
        assertThat(TilePath.in(70_000, 1, 1).width()).isEqualTo(17);
        assertThat(TilePath.in(70_000, 2, 0).width()).isEqualTo(1);
        assertThat(TilePath.in(256, 1, 0).width()).isEqualTo(1);
        assertThatThrownBy(() -> TilePath.in(256, 0, 1)).hasMessageContaining("no tile 1");
    }

    @Test
    void tilesThatProveARangeAreThoseOnItsWaysAndTheLastOfEachLevel() {
        assertThat(TileReader.proving(300, 600, 70_000)).extracting(TilePath::path).containsExactly("tile/0/001",
                "tile/0/002", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
        assertThat(TileReader.proving(0, 1, 1)).extracting(TilePath::path).containsExactly("tile/0/000.p/1");
        assertThat(TileReader.proving(Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MAX_VALUE)).hasSize(8);
        assertThatThrownBy(() -> TileReader.proving(5, 5, 9)).hasMessageContaining("no entries 5 to 5");
        assertThatThrownBy(() -> TileReader.proving(5, 10, 9)).hasMessageContaining("no entries 5 to 10");
    }
}
