"""Turn Chinese text into index terms: folding, analysis, pinyin, numerals, stopwords."""
