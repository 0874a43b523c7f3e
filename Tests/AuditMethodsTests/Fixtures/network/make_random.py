"""Writes random.json: small random networks with what networkx and igraph say of them.

Distances are fractions, so that 1/3 + 1/3 + 1/3 ties with 1 exactly. Run with networkx 3, igraph 1, NumPy and SciPy (without it networkx has no constraint for people who give to nobody).
"""
import json
import math
import random
from fractions import Fraction

import igraph
import networkx as nx


def case(seed, people, ties, mutual):
    random.seed(seed)
    graph = (nx.Graph if mutual else nx.DiGraph)()
    names = [f"N{i:02}" for i in range(people)]
    graph.add_nodes_from(names)
    while graph.number_of_edges() < ties:
        first, second = random.sample(names, 2)
        graph.add_edge(first, second, strength=random.choice([1, 2, 3, 4, 6]))
    for _, _, data in graph.edges(data=True):
        data["length"] = Fraction(1, data["strength"])
    plain = graph.to_undirected()
    turned = graph if mutual else graph.reverse()
    number = {name: i for i, name in enumerate(names)}
    other = igraph.Graph(
        n=people, edges=[(number[a], number[b]) for a, b in graph.edges()], directed=not mutual)
    reached = other.closeness(mode="all" if mutual else "in", normalized=True)
    rounded = lambda values: [None if math.isnan(values[n]) else float(values[n]) for n in names]
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    distances = [d for a in names for b, d in lengths[a].items() if a != b]
    return {
        "mutual": mutual,
        "people": names,
        "ties": [[a, b, d["strength"]] for a, b, d in graph.edges(data=True)],
        "betweenness": rounded(nx.betweenness_centrality(graph)),
        "weightedBetweenness": rounded(nx.betweenness_centrality(graph, weight="length")),
        "closenessIn": rounded(nx.closeness_centrality(graph)),
        "closenessOut": rounded(nx.closeness_centrality(turned)),
        "weightedClosenessIn": rounded(nx.closeness_centrality(graph, distance="length")),
        "weightedClosenessOut": rounded(nx.closeness_centrality(turned, distance="length")),
        "harmonicIn": [v / (people - 1) for v in rounded(nx.harmonic_centrality(graph))],
        "weightedHarmonicIn": [v / (people - 1) for v in rounded(nx.harmonic_centrality(graph, distance="length"))],
        "igraphClosenessIn": [None if math.isnan(v) else v for v in reached],
        "constraint": rounded(nx.constraint(graph)),
        "weightedConstraint": rounded(nx.constraint(graph, weight="strength")),
        "clustering": [nx.clustering(plain, n) if plain.degree(n) > 1 else None for n in names],
        "transitivity": nx.transitivity(plain),
        "averageClustering": nx.average_clustering(plain),
        "core": [nx.core_number(plain)[n] for n in names],
        "articulationPoints": sorted(nx.articulation_points(plain)),
        "bridges": sorted(sorted(pair) for pair in nx.bridges(plain)),
        "weak": [len(c) for c in sorted(nx.connected_components(plain), key=len, reverse=True)],
        "strong": [len(c) for c in sorted(
            nx.connected_components(graph) if mutual else nx.strongly_connected_components(graph),
            key=len, reverse=True)],
        "reachablePairs": len(distances),
        "meanDistance": sum(distances) / len(distances),
        "longest": max(distances),
    }


sizes = [(1, 12, 14, False), (2, 30, 60, False), (3, 40, 50, False), (4, 25, 200, False), (5, 30, 34, True), (6, 20, 60, True)]
with open("random.json", "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case(*size)) for size in sizes) + "\n]\n")
