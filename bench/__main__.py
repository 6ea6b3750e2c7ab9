"""`make bench`: extraction beside plain libraries, then a crawl of 5 000 pages beside plain Scrapy.

Nothing is imported above: workers import this module, and their memory is measured.
"""

if __name__ == "__main__":
    from bench.crawling import main as bench_crawling
    from bench.reading import main as bench_reading

    bench_reading()
    bench_crawling()
